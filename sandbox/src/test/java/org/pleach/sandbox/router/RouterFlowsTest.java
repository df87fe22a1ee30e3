package org.pleach.sandbox.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pleach.sandbox.Golden;
import org.pleach.sandbox.router.GoldenRouters.Datagram;

/** Feeds every hop of the recorded flows to the router it went to and expects the next hop, byte for byte. */
class RouterFlowsTest {

    private static final List<Config> PACKETS = Golden.lines("packets/flows.jsonl");

    static Stream<String> flows() {
        return PACKETS.stream().map(packet -> packet.getString("flow")).distinct();
    }

    @ParameterizedTest
    @MethodSource("flows")
    void sendsWhatTheReferenceSent(String flow) {
        GoldenRouters routers = new GoldenRouters();
        List<Config> packets = PACKETS.stream().filter(packet -> packet.getString("flow").equals(flow)).toList();
        int routed = 0;
        for (List<Config> group : groups(packets)) {
            for (int hop = 0; hop < group.size(); hop++) {
                Config in = group.get(hop);
                if (in.getString("to").startsWith("router ")) {
                    Config expected = hop + 1 < group.size() ? group.get(hop + 1) : triggeredBy(packets, in);
                    String router = in.getString("to").substring("router ".length());
                    assertThat(routers.process(router, datagram(in), millis(in)))
                            .as("%s: packet %d at router %s", flow, in.getInt("id"), router)
                            .isEqualTo(datagram(expected));
                    routed++;
                }
            }
        }
        assertThat(routed).isEqualTo((int) packets.stream().filter(p -> p.getString("to").startsWith("router")).count());
    }

    @Test
    void coversAllFlows() {
        assertThat(flows()).hasSizeGreaterThan(15);
        assertThat(PACKETS).hasSize(275);
    }

    static List<List<Config>> groups(List<Config> packets) {
        Map<Integer, List<Config>> byGroup = packets.stream().collect(Collectors.groupingBy(p -> p.getInt("group")));
        List<List<Config>> groups = new ArrayList<>();
        byGroup.values().forEach(group -> groups.add(group.stream()
                .sorted(Comparator.comparingInt(p -> p.getInt("hop"))).toList()));
        return groups;
    }

    private static Config triggeredBy(List<Config> packets, Config cause) {
        return packets.stream().filter(p -> p.getInt("hop") == 0 && p.hasPath("trigger")
                && p.getInt("trigger") == cause.getInt("id")).findFirst().orElseThrow();
    }

    static Datagram datagram(Config packet) {
        return new Datagram(packet.getString("underlay_src"), packet.getString("underlay_dst"),
                packet.getString("hex"));
    }

    static long millis(Config packet) {
        return packet.getLong("time_ns") / 1_000_000;
    }
}
