package org.pleach.sandbox.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pleach.sandbox.Golden;
import org.pleach.sandbox.router.GoldenRouters.Datagram;

class OneHopTest {

    private static final List<Config> PACKETS = Golden.lines("packets/extra.jsonl");
    private static final int BEACONS = 3;

    private final GoldenRouters routers = new GoldenRouters();

    @Test
    void sendsBeaconsOnToTheNeighbourAndDeliversThemToItsControlService() {
        List<Config> beacons = PACKETS.stream().filter(p -> p.getString("flow").equals("one-hop-beacon")).toList();
        for (int i = 0; i < BEACONS; i++) {
            Config inside = beacons.get(i);
            Config outside = beacons.get(i + BEACONS);
            Datagram sent = routers.process("A", RouterFlowsTest.datagram(inside), RouterFlowsTest.millis(inside));
            assertThat(sent).isEqualTo(RouterFlowsTest.datagram(outside));
            String neighbour = outside.getString("to").substring("router ".length());
            Datagram delivered = routers.process(neighbour, sent, RouterFlowsTest.millis(outside));
            assertThat(delivered.destination()).isEqualTo(routers.topology.as(GoldenRouters.NAMES.get(neighbour))
                    .control().orElseThrow().toString().substring(1));
        }
    }

    @Test
    void leavesBfdToRealRouters() {
        Config bfd = PACKETS.stream().filter(p -> p.getString("flow").equals("bfd")).findFirst().orElseThrow();
        String router = bfd.getString("to").substring("router ".length());
        Verdict verdict = routers.verdict(router, RouterFlowsTest.datagram(bfd), RouterFlowsTest.millis(bfd));
        assertThat(verdict.reason()).isEqualTo(DropReason.BFD);
    }
}
