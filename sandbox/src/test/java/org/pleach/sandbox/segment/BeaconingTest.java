package org.pleach.sandbox.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pleach.path.IsdAs;
import org.pleach.sandbox.AsSpec;
import org.pleach.sandbox.Topology;
import org.pleach.sandbox.mac.ForwardingKey;
import org.pleach.sandbox.mac.HopMac;

class BeaconingTest {

    private static final long NOW = 1_795_484_372_000L;

    private final Topology topology = Topology.builtIn("golden");
    private final Map<IsdAs, ForwardingKey> keys = new HashMap<>();

    BeaconingTest() {
        for (AsSpec as : topology.ases()) {
            keys.put(as.isdAs(), ForwardingKey.derive(HexFormat.of().parseHex(as.masterKey().orElseThrow())));
        }
    }

    @Test
    void theRecordedSegmentsHaveTheMacsOfTheirKeys() {
        SegmentSet segments = GoldenSegments.all();
        assertThat(segments.core()).hasSize(2);
        assertThat(segments.down()).hasSize(4);
        Stream.of(segments.core(), segments.down()).flatMap(List::stream).forEach(this::verify);
    }

    @Test
    void makesTheSegmentsThatTheReferenceMade() {
        SegmentSet made = new Beaconing(topology, new Random(1)).run(keys::get, as -> NOW, Lifetime.DEFAULT);
        SegmentSet recorded = GoldenSegments.all();
        assertThat(made.core().stream().map(Segment::hash))
                .containsExactlyInAnyOrderElementsOf(recorded.core().stream().map(Segment::hash).toList());
        assertThat(made.down().stream().map(Segment::hash))
                .containsExactlyInAnyOrderElementsOf(recorded.down().stream().map(Segment::hash).toList());
        Stream.of(made.core(), made.down()).flatMap(List::stream).forEach(segment -> {
            verify(segment);
            assertThat(segment.timestamp()).isEqualTo(NOW / 1000);
            assertThat(segment.entries()).allSatisfy(entry -> assertThat(entry.hop().expiryUnits()).isEqualTo(63));
        });
    }

    @Test
    void leavesOutWalksThatMeetAnAsTwiceAndBoundsMeshes() {
        StringBuilder text = new StringBuilder("ases {");
        int cores = 8;
        for (int i = 1; i <= cores; i++) {
            text.append("\"1-").append(i).append("\" { core = true }\n");
        }
        text.append("}\nlinks {");
        for (int i = 1; i <= cores; i++) {
            for (int j = i + 1; j <= cores; j++) {
                text.append("l").append(i).append('-').append(j).append(" { core = [\"1-").append(i).append("\", \"1-")
                        .append(j).append("\"] }\n");
            }
        }
        Topology mesh = Topology.parse(text + "}", "mesh");
        ForwardingKey key = ForwardingKey.derive(new byte[16]);
        SegmentSet made = new Beaconing(mesh, new Random(1)).run(as -> key, as -> NOW, Lifetime.DEFAULT);
        assertThat(made.core()).hasSizeLessThanOrEqualTo(cores * (cores - 1) * 32).hasSizeGreaterThan(1000);
        assertThat(made.core()).allSatisfy(segment ->
                assertThat(segment.entries().stream().map(AsEntry::isdAs)).doesNotHaveDuplicates());
    }

    @Test
    void shortLivesAreHadByATimestampInThePast() {
        Lifetime lifetime = new Lifetime(10);
        Segment segment = new Beaconing(topology, new Random(1)).run(keys::get, as -> NOW, lifetime).core().get(0);
        assertThat(segment.entries().get(0).hop().expiryUnits()).isZero();
        long expiry = org.pleach.scion.packet.HopField.expiryMillis(segment.timestamp(), 0);
        assertThat(expiry - NOW).isBetween(9_000L, 10_000L);
    }

    private void verify(Segment segment) {
        for (int i = 0; i < segment.entries().size(); i++) {
            AsEntry entry = segment.entries().get(i);
            HopMac mac = keys.get(entry.isdAs()).mac();
            assertThat(entry.hop().mac()).isEqualTo(mac(mac, segment.beta(i), segment, entry.hop()));
            for (AsEntry.Peer peer : entry.peers()) {
                assertThat(peer.hop().mac()).isEqualTo(mac(mac, segment.beta(i + 1), segment, peer.hop()));
            }
        }
    }

    private static long mac(HopMac mac, int beta, Segment segment, Hop hop) {
        return mac.compute(beta, segment.timestamp(), hop.expiryUnits(), hop.consIngress(), hop.consEgress());
    }
}
