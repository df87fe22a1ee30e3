package org.pleach.scion.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBufUtil;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What routers and hosts of the reference implementation did to paths. */
class GoldenPathTest {

    private static final Map<String, String> DIRECTORY = Map.of("A", "1-ff00_0_110", "B", "1-ff00_0_120",
            "X", "1-ff00_0_111", "Y", "1-ff00_0_112");

    static Stream<GoldenPacket> replies() {
        return GoldenPacket.FLOWS.stream()
                .filter(packet -> packet.trigger() >= 0 && !packet.fromRouter());
    }

    @ParameterizedTest
    @MethodSource("replies")
    void hostAnswersOnTheReversedPath(GoldenPacket reply) {
        PacketView request = GoldenPacket.FLOWS.get(reply.trigger()).view();
        assertThat(ReplyPath.of(request)).isEqualTo(pathOf(reply.view()));
        ScionHeader header = ScionHeader.replyTo(request);
        assertThat(header.destinationIsdAs().value()).isEqualTo(reply.view().destinationIsdAs());
        assertThat(header.destinationHost()).isEqualTo(reply.view().destinationHost());
        assertThat(header.sourceHost()).isEqualTo(reply.view().sourceHost());
        assertThat(header.pathType()).isEqualTo(reply.view().pathType());
    }

    @Test
    void everyRequestHasItsReply() {
        assertThat(replies().filter(reply -> reply.flow().startsWith("udp-")).count()).isEqualTo(6);
        assertThat(replies().filter(reply -> reply.flow().startsWith("scmp-echo")).count()).isEqualTo(6);
    }

    static Stream<GoldenPacket> routerAnswers() {
        return Stream.concat(GoldenPacket.FLOWS.stream(), GoldenPacket.SCMP_HOPS.stream())
                .filter(packet -> packet.trigger() >= 0 && packet.fromRouter());
    }

    @ParameterizedTest
    @MethodSource("routerAnswers")
    void routerAnswersOnTheWayBack(GoldenPacket answer) {
        List<GoldenPacket> file = answer.file().startsWith("scmp") ? GoldenPacket.SCMP_HOPS : GoldenPacket.FLOWS;
        GoldenPacket trigger = file.get(answer.trigger());
        PacketView held = heldByRouter(answer, trigger);
        assertThat(ReplyPath.fromRouter(held.path(), trigger.fromRouter(), true)).isEqualTo(pathOf(answer.view()));
    }

    /** The packet as the router held it when it answered: an error quotes it; a traceroute request was moved on. */
    private static PacketView heldByRouter(GoldenPacket answer, GoldenPacket trigger) {
        PacketView view = answer.view();
        ScmpView scmp = new ScmpView();
        assertThat(scmp.wrap(view)).isEqualTo(Reason.OK);
        if (scmp.isError()) {
            PacketView quoted = new PacketView();
            // A quoted packet may be what was wrong, so only its header needs to be right.
            assertThat(quoted.parse(view.buffer(), scmp.dataIndex(), scmp.dataLength())).isEqualTo(Reason.OK);
            return quoted;
        }
        PacketView request = trigger.view();
        enter(request.path(), trigger.fromRouter());
        clearAlert(request.path());
        return request;
    }

    private static void clearAlert(PathView path) {
        if (path.isIngressAlert()) {
            path.clearIngressAlert();
            return;
        }
        if (path.isSegmentSwitch() && !path.isPeeringHop()) {
            path.increment();
        }
        assertThat(path.isEgressAlert()).isTrue();
        path.clearEgressAlert();
    }

    static Stream<GoldenPacket> forwarded() {
        return Stream.concat(GoldenPacket.FLOWS.stream(), GoldenPacket.SCMP_HOPS.stream())
                .filter(packet -> packet.hop() > 0 && !packet.kind().equals("malformed")
                        && !packet.flow().equals("version-1"));
    }

    @ParameterizedTest
    @MethodSource("forwarded")
    void movesAlongThePathAsRoutersDo(GoldenPacket after) {
        List<GoldenPacket> file = after.file().startsWith("scmp") ? GoldenPacket.SCMP_HOPS : GoldenPacket.FLOWS;
        GoldenPacket before = file.stream().filter(packet -> packet.flow().equals(after.flow())
                && packet.group() == after.group() && packet.hop() == after.hop() - 1).findFirst().orElseThrow();
        PacketView view = new PacketView();
        assertThat(view.parse(before.buffer())).isEqualTo(Reason.OK);
        PathView path = view.path();
        assertThat(path.checkForRouter()).isEqualTo(Reason.OK);
        enter(path, before.fromRouter());
        if (after.to().startsWith("router")) {
            leave(path);
        }
        assertThat(ByteBufUtil.hexDump(view.buffer())).isEqualTo(after.bytes().toString());
    }

    private static void enter(PathView path, boolean fromExternal) {
        if (fromExternal && !path.isConstructionDirection() && !path.isPeeringHop()) {
            path.chainSegmentId();
        }
    }

    private static void leave(PathView path) {
        if (path.isSegmentSwitch() && !path.isPeeringHop()) {
            assertThat(path.increment()).isEqualTo(Reason.OK);
        }
        if (path.isConstructionDirection() && !path.isPeeringHop()) {
            path.chainSegmentId();
        }
        assertThat(path.increment()).isEqualTo(Reason.OK);
    }

    static Stream<GoldenPacket> overScionPaths() {
        return GoldenPacket.FLOWS.stream().filter(packet -> packet.view().pathType() == PathType.SCION
                && packet.to().startsWith("router"));
    }

    @ParameterizedTest
    @MethodSource("overScionPaths")
    void macInputGivesTheHopFieldsMac(GoldenPacket packet) throws GeneralSecurityException {
        PathView path = packet.view().path();
        enter(path, packet.fromRouter());
        byte[] block = new byte[MacInput.LENGTH];
        path.writeMacInput(block);
        assertThat(MacInput.truncated(mac(hopFieldKey(packet.to().substring("router ".length())), block)))
                .isEqualTo(path.currentMac());
    }

    private static byte[] hopFieldKey(String as) {
        JsonNode keys = GoldenPacket.resource("topology/" + DIRECTORY.get(as) + "/keys.json");
        return ByteBufUtil.decodeHexDump(keys.get("hop_field_key").textValue());
    }

    /** AES-CMAC (RFC 4493) of one whole block. */
    private static byte[] mac(byte[] key, byte[] block) throws GeneralSecurityException {
        Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
        aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        byte[] zero = aes.doFinal(new byte[16]);
        byte[] masked = block.clone();
        for (int i = 0; i < 16; i++) {
            int shifted = zero[i] << 1 | (i < 15 ? (zero[i + 1] & 0x80) >>> 7 : 0);
            masked[i] ^= (byte) (i == 15 && zero[0] < 0 ? shifted ^ 0x87 : shifted);
        }
        return aes.doFinal(masked);
    }

    static Stream<JsonNode> daemonPaths() {
        JsonNode paths = GoldenPacket.resource("paths/paths-x-y.json");
        return Stream.iterate(0, i -> i < paths.size(), i -> i + 1).map(paths::get);
    }

    @ParameterizedTest
    @MethodSource("daemonPaths")
    void readsWhatTheDaemonGave(JsonNode path) {
        byte[] raw = ByteBufUtil.decodeHexDump(path.get("raw_dataplane_path").textValue());
        assertThat(RawPath.check(raw)).isEqualTo(Reason.OK);
        assertThat(RawPath.expiryMillis(raw)).isEqualTo(path.get("expiration_unix").longValue() * 1000);
        DataPath.Scion decoded = DataPath.Scion.of(raw);
        assertThat(decoded.toBytes()).isEqualTo(raw);
        assertThat(RawPath.reverse(RawPath.reverse(raw))).isEqualTo(raw);
        JsonNode parts = path.get("raw_dataplane_path_decoded");
        assertThat(decoded.segments().stream().map(segment -> describe(segment.info())).toList())
                .isEqualTo(describe(parts.get("info_fields"), "cons_dir", "peer", "seg_id", "timestamp"));
        assertThat(decoded.segments().stream().flatMap(segment -> segment.hops().stream()).map(hop -> describe(hop))
                .toList()).isEqualTo(describe(parts.get("hop_fields"), "ingress_alert", "egress_alert", "exp_time",
                "cons_ingress", "cons_egress", "mac"));
    }

    private static String describe(DataPath.Info info) {
        return info.constructionDirection() + " " + info.peering() + " " + info.segmentId() + " " + info.timestamp();
    }

    private static String describe(DataPath.Hop hop) {
        return hop.ingressAlert() + " " + hop.egressAlert() + " " + hop.expiryUnits() + " " + hop.consIngress() + " "
                + hop.consEgress() + " " + String.format("%012x", hop.mac());
    }

    private static List<String> describe(JsonNode nodes, String... names) {
        return Stream.iterate(0, i -> i < nodes.size(), i -> i + 1).map(nodes::get)
                .map(node -> Stream.of(names).map(name -> node.get(name).asText()).collect(Collectors.joining(" ")))
                .toList();
    }

    private static Bytes pathOf(PacketView view) {
        return Bytes.copyOf(view.buffer(), view.pathIndex(), view.pathLength());
    }
}
