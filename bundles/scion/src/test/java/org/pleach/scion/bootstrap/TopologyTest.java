package org.pleach.scion.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.pleach.path.IsdAs;

class TopologyTest {

    static String golden(String isdAs) throws IOException {
        try (InputStream in = TopologyTest.class.getResourceAsStream("/golden/topology/" + isdAs + "/topology.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void readsThoseOfTheReference() throws IOException {
        Topology leaf = Topology.parse("x.json", golden("1-ff00_0_111"));
        assertThat(leaf.isdAs()).isEqualTo(IsdAs.parse("1-ff00:0:111"));
        assertThat(leaf.core()).isFalse();
        assertThat(leaf.mtu()).isEqualTo(1472);
        assertThat(leaf.control()).containsExactly(new InetSocketAddress("127.0.0.26", 31008));
        assertThat(leaf.routers()).hasSize(3).containsEntry(3L, "127.0.0.25:31010");
        assertThat(Topology.parse("a.json", golden("1-ff00_0_110")).core()).isTrue();
    }

    @Test
    void errorsTellTheLineAndWhatWasExpected() throws IOException {
        String good = golden("1-ff00_0_111");
        assertThatThrownBy(() -> Topology.parse("x.json", good.replace("\"1-ff00:0:111\",", "\"X\",")))
                .hasMessageContaining("x.json: 3, isd_as").hasMessageContaining("expected ISD-AS");
        assertThatThrownBy(() -> Topology.parse("x.json", good.replace("127.0.0.26:31008", "nowhere")))
                .hasMessageContaining("addr: next hop: expected ip:port, got \"nowhere\"");
        assertThatThrownBy(() -> Topology.parse("x.json", good.replace("\"mtu\": 1472,\n  \"test", "\"mtu\": 10,\n \"test")))
                .hasMessageContaining("an mtu from 1200");
        assertThatThrownBy(() -> Topology.parse("x.json", good.replace("\"2\": {", "\"two\": {")))
                .hasMessageContaining("expected an interface from 1 to 65535, found \"two\"");
        assertThatThrownBy(() -> Topology.parse("x.json", "{ \"isd_as\": \"1-1\", \"mtu\": 1400, \"control_service\": {}, "
                + "\"border_routers\": {} }")).hasMessageContaining("a control service and a border router");
        assertThatThrownBy(() -> Topology.parse("x.json", "{")).hasMessageContaining("x.json");
    }

    @FuzzTest
    void whateverItIsItIsReadOrRefused(FuzzedDataProvider data) {
        try {
            Topology.parse("fuzz", data.consumeRemainingAsString());
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("topology");
        }
    }
}
