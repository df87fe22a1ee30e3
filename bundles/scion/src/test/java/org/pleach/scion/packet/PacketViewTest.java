package org.pleach.scion.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PacketViewTest {

    private static final int PAYLOAD = 20;

    private final PacketView view = new PacketView();
    private ByteBuf packet;

    @BeforeEach
    void makeAPacket() {
        packet = Unpooled.buffer();
        new UdpTemplate(Samples.header(Samples.path(0, 2, 2)), 4248, 5248)
                .write(packet, Unpooled.buffer().writeZero(PAYLOAD), 0, PAYLOAD);
    }

    @Test
    void givesEveryField() {
        assertThat(view.parseForHost(packet)).isEqualTo(Reason.OK);
        assertThat(view.verifyChecksum()).isEqualTo(Reason.OK);
        assertThat(view.version()).isZero();
        assertThat(view.flowId()).isEqualTo(0x12345);
        assertThat(view.destinationIsdAs()).isEqualTo(Samples.REMOTE.value());
        assertThat(view.sourceIsdAs()).isEqualTo(Samples.LOCAL.value());
        assertThat(view.destinationHost()).isEqualTo(Samples.host("10.0.0.2"));
        assertThat(view.sourceHost()).isEqualTo(Samples.host("fd00::1"));
        assertThat(view.pathType()).isEqualTo(PathType.SCION);
        assertThat(view.path().hopCount()).isEqualTo(4);
        assertThat(view.protocol()).isEqualTo(Protocol.UDP);
        assertThat(view.sourcePort()).isEqualTo(4248);
        assertThat(view.destinationPort()).isEqualTo(5248);
        assertThat(view.udpPayloadLength()).isEqualTo(PAYLOAD);
        assertThat(view.udpPayloadIndex()).isEqualTo(packet.writerIndex() - PAYLOAD);
    }

    @Test
    void parsesInTheMiddleOfABuffer() {
        ByteBuf shifted = Unpooled.buffer().writeZero(7).writeBytes(packet.duplicate()).writeZero(9);
        assertThat(view.parseForHost(shifted, 7, packet.readableBytes())).isEqualTo(Reason.OK);
        assertThat(view.verifyChecksum()).isEqualTo(Reason.OK);
        assertThat(view.udpPayloadIndex()).isEqualTo(7 + packet.writerIndex() - PAYLOAD);
    }

    @Test
    void refusesAHeaderLengthThatLeavesNoRoomForTheAddresses() {
        CommonHeader.setHeaderLength(packet, 0, CommonHeader.LENGTH);
        expect(Reason.HEADER_LENGTH_TOO_SMALL, 5);
    }

    @Test
    void refusesAHeaderLengthBeyondThePacket() {
        CommonHeader.setHeaderLength(packet, 0, CommonHeader.MAX_HEADER_LENGTH);
        expect(Reason.TRUNCATED_HEADER, packet.readableBytes());
    }

    @Test
    void refusesAnUnknownPathType() {
        CommonHeader.setPathType(packet, 0, 4);
        expect(Reason.UNKNOWN_PATH_TYPE, 8);
    }

    @Test
    void refusesAnEmptyPathThatHasBytes() {
        CommonHeader.setPathType(packet, 0, PathType.EMPTY);
        expect(Reason.PATH_LENGTH_MISMATCH, pathOffset());
    }

    @Test
    void refusesASegmentGap() {
        packet.setInt(pathOffset(), PathMeta.of(0, 0, 2, 0, 2));
        expect(Reason.SEGMENT_GAP, pathOffset());
    }

    @Test
    void refusesAScionPathWithoutSegments() {
        packet.setInt(pathOffset(), 0);
        expect(Reason.NO_SEGMENT, pathOffset());
    }

    @Test
    void refusesMoreThanSixtyFourHops() {
        packet.setInt(pathOffset(), PathMeta.of(0, 0, 32, 32, 1));
        expect(Reason.TOO_MANY_HOPS, pathOffset());
    }

    @Test
    void refusesAPathThatIsLongerThanTheHeader() {
        packet.setInt(pathOffset(), PathMeta.of(0, 0, 2, 3, 0));
        expect(Reason.TRUNCATED_PATH, pathOffset());
    }

    @Test
    void hostRefusesRoomBehindThePathWhichRoutersLetPass() {
        packet.setInt(pathOffset(), PathMeta.of(0, 0, 2, 1, 0));
        assertThat(view.parse(packet)).isEqualTo(Reason.OK);
        expect(Reason.PATH_LENGTH_MISMATCH, 5);
    }

    @Test
    void hostRefusesAnotherVersionWhichRoutersLetPass() {
        CommonHeader.setFirstLine(packet, 0, 1, 0, 1);
        assertThat(view.parse(packet)).isEqualTo(Reason.OK);
        expect(Reason.UNSUPPORTED_VERSION, 0);
    }

    @Test
    void refusesBytesBehindThePayload() {
        packet.writeByte(0);
        expect(Reason.PAYLOAD_LENGTH_MISMATCH, 6);
    }

    @Test
    void refusesAUdpLengthThatDiffers() {
        assertThat(view.parseForHost(packet)).isEqualTo(Reason.OK);
        int udp = view.upperIndex();
        packet.setShort(udp + UdpHeader.DATAGRAM_LENGTH, UdpHeader.LENGTH + PAYLOAD - 1);
        expect(Reason.UDP_LENGTH_MISMATCH, udp);
        packet.setShort(udp + UdpHeader.DATAGRAM_LENGTH, 0);
        expect(Reason.UDP_LENGTH_MISMATCH, udp);
    }

    @Test
    void noticesEveryFlippedBitOfWhatTheChecksumCovers() {
        assertThat(view.parseForHost(packet)).isEqualTo(Reason.OK);
        int upper = view.upperIndex();
        for (int at = AddressHeader.OFFSET; at < packet.writerIndex(); at++) {
            if (at >= pathOffset() && at < upper) {
                continue;
            }
            packet.setByte(at, packet.getByte(at) ^ 0x10);
            assertThat(view.parseForHost(packet).isOk() && view.verifyChecksum().isOk()).as("byte %d", at).isFalse();
            packet.setByte(at, packet.getByte(at) ^ 0x10);
        }
    }

    @Test
    void takesAUdpChecksumOfZeroForNone() {
        assertThat(view.parseForHost(packet)).isEqualTo(Reason.OK);
        UdpHeader.setChecksum(packet, view.upperIndex(), 0);
        packet.setByte(packet.writerIndex() - 1, 1);
        assertThat(view.verifyChecksum()).isEqualTo(Reason.OK);
        UdpHeader.setChecksum(packet, view.upperIndex(), 1);
        assertThat(view.verifyChecksum()).isEqualTo(Reason.BAD_CHECKSUM);
        assertThat(view.errorOffset()).isEqualTo(view.upperIndex());
    }

    @Test
    void refusesExtensionHeadersOutOfOrderOrTwice() {
        for (List<Integer> order : List.of(List.of(Protocol.END_TO_END, Protocol.HOP_BY_HOP),
                List.of(Protocol.HOP_BY_HOP, Protocol.HOP_BY_HOP),
                List.of(Protocol.END_TO_END, Protocol.END_TO_END))) {
            packet = withExtensions(order);
            expect(Reason.EXTENSION_ORDER, -1);
        }
    }

    @Test
    void findsTheUpperLayerBehindBothExtensionHeaders() {
        packet = withExtensions(List.of(Protocol.HOP_BY_HOP, Protocol.END_TO_END));
        assertThat(view.parseForHost(packet)).isEqualTo(Reason.OK);
        assertThat(view.hopByHopIndex()).isEqualTo(view.headerLength());
        assertThat(view.endToEndIndex()).isEqualTo(view.headerLength() + 8);
        assertThat(view.nextHeader()).isEqualTo(Protocol.HOP_BY_HOP);
        assertThat(view.protocol()).isEqualTo(Protocol.UDP);
        assertThat(ExtensionHeader.checkOptions(packet, view.hopByHopIndex())).isEqualTo(Reason.OK);
        packet.setByte(view.endToEndIndex() + 3, 5);
        assertThat(ExtensionHeader.checkOptions(packet, view.endToEndIndex())).isEqualTo(Reason.TRUNCATED_OPTION);
    }

    @Test
    void refusesAnExtensionHeaderThatEndsBeyondThePacket() {
        packet = withExtensions(List.of(Protocol.HOP_BY_HOP));
        packet.setByte(view.headerLength() + 1, 255);
        assertThat(view.parseForHost(packet)).isEqualTo(Reason.TRUNCATED_EXTENSION);
        assertThat(view.errorOffset()).isEqualTo(view.headerLength());
    }

    private ByteBuf withExtensions(List<Integer> protocols) {
        assertThat(view.parseForHost(packet)).isIn(Reason.OK, Reason.EXTENSION_ORDER);
        ByteBuf plain = Unpooled.buffer();
        new UdpTemplate(Samples.header(Samples.path(0, 2, 2)), 1, 2).write(plain, Unpooled.buffer(), 0, 0);
        view.parseForHost(plain);
        Packet decoded = Packet.of(view);
        // One option of 4 bytes fills an extension header of 8.
        Bytes options = Bytes.of((byte) 100, (byte) 4, (byte) 1, (byte) 2, (byte) 3, (byte) 4);
        ByteBuf out = Unpooled.buffer();
        new Packet(0, 1, decoded.destinationIsdAs(), decoded.destinationHost(), decoded.sourceIsdAs(),
                decoded.sourceHost(), decoded.path(),
                protocols.stream().map(protocol -> new Packet.Extension(protocol, options)).toList(), decoded.upper())
                .writeTo(out);
        return out;
    }

    @Test
    void readsAQuotedPacketThatWasCutOff() {
        int length = packet.readableBytes() - PAYLOAD / 2;
        assertThat(view.parseForHost(packet, 0, length)).isEqualTo(Reason.PAYLOAD_LENGTH_MISMATCH);
        assertThat(view.parseQuoted(packet, 0, length)).isEqualTo(Reason.OK);
        assertThat(view.sourcePort()).isEqualTo(4248);
        assertThat(view.parseQuoted(packet, 0, view.headerLength() + 4)).isEqualTo(Reason.TRUNCATED_UDP);
    }

    @Test
    void recognisesEpicAndAnswersOnTheScionPathInside() {
        byte[] path = Samples.path(3, 2, 2);
        byte[] epic = new byte[EpicPath.LENGTH + path.length];
        System.arraycopy(path, 0, epic, EpicPath.LENGTH, path.length);
        ScionHeader plain = Samples.header(path);
        ScionHeader header = new ScionHeader(0, 1, plain.destinationIsdAs(), plain.destinationHost(),
                plain.sourceIsdAs(), plain.sourceHost(), PathType.EPIC, Bytes.of(epic));
        ByteBuf out = Unpooled.buffer();
        new UdpTemplate(header, 1, 2).write(out, packet, 0, 0);
        assertThat(view.parseForHost(out)).isEqualTo(Reason.OK);
        assertThat(DataPath.of(view)).isInstanceOf(DataPath.Epic.class);
        assertThat(ReplyPath.of(view)).isEqualTo(Bytes.of(RawPath.reverse(path)));
        assertThat(ScionHeader.replyTo(view).pathType()).isEqualTo(PathType.SCION);
    }

    private int pathOffset() {
        return CommonHeader.LENGTH + AddressHeader.length(HostType.IPV4, HostType.IPV6);
    }

    private void expect(Reason reason, int offset) {
        assertThat(view.parseForHost(packet)).isEqualTo(reason);
        if (offset >= 0) {
            assertThat(view.errorOffset()).isEqualTo(offset);
        }
    }
}
