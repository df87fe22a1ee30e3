package org.pleach.scion.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets recorded from the reference implementation, those refused on purpose included. */
class GoldenPacketTest {

    /** What is wrong with the packets of {@code scmp/} that a host would not take. */
    private static final Map<String, Reason> REFUSED = Map.ofEntries(
            Map.entry("payload-len-too-big", Reason.PAYLOAD_LENGTH_MISMATCH),
            Map.entry("payload-len-too-small", Reason.PAYLOAD_LENGTH_MISMATCH),
            Map.entry("payload-len-zero", Reason.PAYLOAD_LENGTH_MISMATCH),
            Map.entry("truncated-in-path", Reason.TRUNCATED_HEADER),
            Map.entry("truncated-common-header", Reason.TRUNCATED_COMMON_HEADER),
            Map.entry("hdr-len-too-small", Reason.TRUNCATED_PATH),
            Map.entry("hdr-len-too-big", Reason.PATH_LENGTH_MISMATCH),
            Map.entry("version-1", Reason.UNSUPPORTED_VERSION),
            Map.entry("path-type-99", Reason.UNKNOWN_PATH_TYPE),
            Map.entry("seg-len-gap", Reason.SEGMENT_GAP),
            Map.entry("udp-header-truncated", Reason.TRUNCATED_UDP));

    /** Messages that were built without a checksum. */
    private static final String WITHOUT_CHECKSUM = "scmp type 99";

    static Stream<GoldenPacket> all() {
        return GoldenPacket.all();
    }

    static Stream<GoldenPacket> accepted() {
        return all().filter(packet -> expected(packet).isOk());
    }

    private static Reason expected(GoldenPacket packet) {
        // Only the offending packet (group 0) is malformed, not the answers.
        return packet.group() == 0 && packet.file().startsWith("scmp")
                ? REFUSED.getOrDefault(packet.flow(), Reason.OK) : Reason.OK;
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesOnlyWhatIsMalformed(GoldenPacket packet) {
        assertThat(new PacketView().parseForHost(packet.buffer())).isEqualTo(expected(packet));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void decodesAndEncodesToTheSameBytes(GoldenPacket packet) {
        ByteBuf out = Unpooled.buffer();
        Packet.of(packet.view()).writeTo(out);
        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(packet.bytes().toString());
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void verifiesChecksums(GoldenPacket packet) {
        boolean bad = packet.flow().equals("udp-bad-checksum") && packet.kind().equals("udp")
                || packet.kind().equals(WITHOUT_CHECKSUM);
        assertThat(packet.view().verifyChecksum()).isEqualTo(bad ? Reason.BAD_CHECKSUM : Reason.OK);
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void verifiesChecksumsInDirectMemory(GoldenPacket packet) {
        ByteBuf direct = Unpooled.directBuffer().writeByte(0xAA).writeBytes(packet.buffer()).writeByte(0xBB);
        try {
            PacketView view = new PacketView();
            assertThat(view.parseForHost(direct, 1, packet.bytes().length())).isEqualTo(Reason.OK);
            assertThat(view.verifyChecksum()).isEqualTo(packet.view().verifyChecksum());
        } finally {
            direct.release();
        }
    }

    static Stream<GoldenPacket> plainUdp() {
        return accepted().filter(packet -> packet.kind().equals("udp") && !packet.flow().contains("extension")
                && !packet.flow().startsWith("udp-both") && !packet.flow().equals("udp-checksum-zero")
                && !packet.flow().equals("udp-bad-checksum"));
    }

    @ParameterizedTest
    @MethodSource("plainUdp")
    void templateMakesTheSameDatagram(GoldenPacket packet) {
        PacketView view = packet.view();
        UdpTemplate template = new UdpTemplate(header(view), view.sourcePort(), view.destinationPort());
        ByteBuf out = Unpooled.buffer();
        template.write(out, view.buffer(), view.udpPayloadIndex(), view.udpPayloadLength());
        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(packet.bytes().toString());
    }

    static Stream<GoldenPacket> knownScmp() {
        return accepted().filter(packet -> packet.kind().startsWith("scmp ")
                && !packet.kind().equals(WITHOUT_CHECKSUM));
    }

    @ParameterizedTest
    @MethodSource("knownScmp")
    void templateMakesTheSameControlMessage(GoldenPacket packet) {
        PacketView view = packet.view();
        ScmpView scmp = new ScmpView();
        assertThat(scmp.wrap(view)).isEqualTo(Reason.OK);
        ByteBuf out = Unpooled.buffer();
        new ScmpTemplate(header(view)).write(out, ScmpMessage.of(scmp));
        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(packet.bytes().toString());
    }

    private static ScionHeader header(PacketView view) {
        ByteBuf path = Unpooled.buffer();
        DataPath.of(view).writeTo(path);
        return new ScionHeader(view.trafficClass(), view.flowId(), Packet.of(view).destinationIsdAs(),
                view.destinationHost(), Packet.of(view).sourceIsdAs(), view.sourceHost(), view.pathType(),
                Bytes.copyOf(path, 0, path.readableBytes()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesEveryPrefixWithoutThrowing(GoldenPacket packet) {
        byte[] whole = packet.bytes().toArray();
        PacketView view = new PacketView();
        ScmpView scmp = new ScmpView();
        for (int length = 0; length < whole.length; length++) {
            // Exactly as long as it claims to be, so that a read beyond it throws.
            ByteBuf cut = Unpooled.wrappedBuffer(Arrays.copyOf(whole, length));
            assertThat(view.parseForHost(cut)).as("of %d bytes", length).isNotEqualTo(Reason.OK);
            assertThat(view.errorOffset()).isBetween(0, length);
            if (view.parseQuoted(cut, 0, length).isOk() && view.protocol() == Protocol.SCMP) {
                scmp.wrap(view);
            }
            assertThat(view.parse(cut).isOk()).as("of %d bytes", length)
                    .isEqualTo(length >= headerLength(packet) && expected(packet) != Reason.TRUNCATED_HEADER);
        }
    }

    /** Where {@link PacketView#parse} starts to be content; never, if the header itself is malformed. */
    private static int headerLength(GoldenPacket packet) {
        PacketView view = new PacketView();
        return view.parse(packet.buffer()).isOk() ? view.headerLength() : Integer.MAX_VALUE;
    }

    @Test
    void hasAllTheRecordings() {
        assertThat(GoldenPacket.FLOWS).hasSize(275);
        assertThat(GoldenPacket.EXTRA).hasSize(30);
        assertThat(GoldenPacket.SCMP_HOPS).hasSize(253);
    }
}
