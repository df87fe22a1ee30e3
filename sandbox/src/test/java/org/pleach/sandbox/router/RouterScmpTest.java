package org.pleach.sandbox.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pleach.sandbox.Golden;
import org.pleach.sandbox.router.GoldenRouters.Datagram;
import org.pleach.scion.packet.CommonHeader;

/** Feeds the recorded offending packets, and the answers to them, to the routers hop by hop. */
class RouterScmpTest {

    private static final List<Config> PACKETS = Golden.lines("scmp/hops.jsonl");
    private static final List<? extends Config> CASES = Golden.list("scmp/cases.json");

    /** The reference's answers in these cases have a SegID that the next router refuses; ours arrive. */
    private static final Set<String> BETTER = Set.of("expired-up-at-a", "wrong-ingress-a-up", "dst-ia-transit");

    /** Links that were cut in a case: router and interface. */
    private static final Map<String, Map<String, Integer>> CUTS = Map.of(
            "peer-at-x", Map.of("X", 3, "Y", 3),
            "peer-at-x-echo", Map.of("X", 3, "Y", 3),
            "other-path", Map.of("X", 3, "Y", 3),
            "up-at-x", Map.of("X", 1, "A", 1),
            "down-at-a", Map.of("A", 2, "Y", 1),
            "down-at-a-echo", Map.of("A", 2, "Y", 1),
            "xbay-at-a", Map.of("A", 2, "Y", 1),
            "core", Map.of("A", 3, "B", 3),
            "down-at-b", Map.of("B", 2, "Y", 2));

    static Stream<String> cases() {
        return CASES.stream().map(c -> c.getString("name"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersWhatTheReferenceAnswered(String name) {
        GoldenRouters routers = new GoldenRouters();
        cut(routers, name);
        List<Config> packets = PACKETS.stream().filter(p -> p.getString("flow").equals(name)).toList();
        int routed = 0;
        for (List<Config> group : RouterFlowsTest.groups(packets)) {
            for (int hop = 0; hop < group.size(); hop++) {
                Config in = group.get(hop);
                if (!in.getString("to").startsWith("router ")) {
                    continue;
                }
                Config expected = hop + 1 < group.size() ? group.get(hop + 1) : answerTo(packets, in, name);
                String router = in.getString("to").substring("router ".length());
                Datagram out = routers.process(router, RouterFlowsTest.datagram(in), RouterFlowsTest.millis(in));
                routed++;
                if (expected == null) {
                    assertThat(out).as("%s: packet %d at router %s", name, in.getInt("id"), router).isNull();
                } else if (BETTER.contains(name) && !expected.getString("kind").equals("udp")) {
                    assertThat(withoutSegmentId(out)).isEqualTo(withoutSegmentId(RouterFlowsTest.datagram(expected)));
                } else {
                    assertThat(out).as("%s: packet %d at router %s", name, in.getInt("id"), router)
                            .isEqualTo(RouterFlowsTest.datagram(expected));
                }
            }
        }
        assertThat(routed).as("packets at routers").isPositive();
    }

    /** Where the reference's answer is refused on its way, ours passes the next router, which leads to the sender. */
    @ParameterizedTest
    @MethodSource("better")
    void answersArriveWhereThoseOfTheReferenceDoNot(String name) {
        GoldenRouters routers = new GoldenRouters();
        Config atA = PACKETS.stream().filter(p -> p.getString("flow").equals(name)
                && p.getString("to").equals("router A")).findFirst().orElseThrow();
        Datagram answer = routers.process("A", RouterFlowsTest.datagram(atA), RouterFlowsTest.millis(atA));
        Datagram delivered = routers.process("X", answer, RouterFlowsTest.millis(atA));
        assertThat(delivered.destination()).isEqualTo("127.0.0.28:40031");
    }

    static Stream<String> better() {
        return BETTER.stream();
    }

    @Test
    void coversAllCases() {
        assertThat(cases()).hasSize(74);
        assertThat(cases().filter(name -> PACKETS.stream().anyMatch(p -> p.getString("flow").equals(name))))
                .hasSize(74);
    }

    private static void cut(GoldenRouters routers, String name) {
        if (!name.startsWith("interface-down-")) {
            return;
        }
        String which = name.substring("interface-down-".length());
        String key = which.startsWith("core-") || which.equals("bad-mac") ? "core" : which;
        CUTS.get(key).forEach((router, id) -> routers.core(router).setInterfaceUp(id, false));
    }

    /** The first packet of a group that a router began and that no host triggered. */
    private static Config answerTo(List<Config> packets, Config cause, String name) {
        return packets.stream().filter(p -> p.getInt("hop") == 0 && p.getInt("group") != cause.getInt("group")
                && p.getString("from").equals(cause.getString("to"))
                && (!p.hasPath("trigger") || p.getInt("trigger") == cause.getInt("id"))).findFirst().orElse(null);
    }

    private static Datagram withoutSegmentId(Datagram datagram) {
        ByteBuf packet = Unpooled.wrappedBuffer(HexFormat.of().parseHex(datagram.hex()));
        int infos = CommonHeader.LENGTH + 24 + 4;
        packet.setShort(infos + 2, 0).setShort(infos + 10, 0);
        return new Datagram(datagram.source(), datagram.destination(),
                io.netty.buffer.ByteBufUtil.hexDump(packet));
    }
}
