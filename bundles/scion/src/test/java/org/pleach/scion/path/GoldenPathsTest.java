package org.pleach.scion.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pleach.counters.Counters;
import org.pleach.path.IsdAs;
import org.pleach.path.PathMetadata;
import org.pleach.path.PathPolicy;
import org.pleach.path.policy.bandwidth.BandwidthPolicy;
import org.pleach.path.policy.hops.HopsPolicy;
import org.pleach.path.policy.latency.LatencyPolicy;
import org.pleach.path.policy.mtu.MtuPolicy;
import org.pleach.scion.ScionCount;
import org.pleach.scion.daemon.DaemonPath;
import org.pleach.scion.daemon.GoldenCall;
import org.pleach.scion.daemon.PathsResponse;

/** Paths and their order as the reference implementation and scion-apps' pan have them. */
class GoldenPathsTest {

    private static final IsdAs X = IsdAs.parse("1-ff00:0:111");
    private static final IsdAs Y = IsdAs.parse("1-ff00:0:112");
    private static final Instant RECORDED = Instant.parse("2026-11-24T01:40:00Z");
    private static final Map<String, PathPolicy> POLICIES = Map.of("latency", new LatencyPolicy(),
            "bandwidth", new BandwidthPolicy(), "hops", new HopsPolicy(), "mtu", new MtuPolicy());

    private final List<String> refused = new ArrayList<>();
    private final Counters<ScionCount> counters = new Counters<>("scion", ScionCount.class);

    private static JsonNode json(String file) {
        try (InputStream in = GoldenPathsTest.class.getResourceAsStream("/golden/paths/" + file)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ScionPath> paths(IsdAs from, IsdAs to, List<DaemonPath> answer) {
        return new PathAnswer(from, to, RECORDED, refused::add).paths(answer);
    }

    private List<ScionPath> golden() {
        List<ScionPath> paths = paths(X, Y, PathsResponse.decode(GoldenCall.of("paths-x-y").response()).paths());
        assertThat(refused).isEmpty();
        return paths;
    }

    @Test
    void pathsAreWhatTheReferenceMakesOfThem() {
        JsonNode expected = json("paths-x-y.json");
        List<ScionPath> paths = golden();
        assertThat(paths).hasSize(expected.size());
        for (int i = 0; i < paths.size(); i++) {
            ScionPath path = paths.get(i);
            JsonNode json = expected.get(i);
            assertThat(path.fingerprint()).isEqualTo(json.get("fingerprint_sha256").asText());
            assertThat(path.links().toString()).isEqualTo(json.get("interface_id_fingerprint").asText());
            assertThat(path.nextHop()).isEqualTo(new InetSocketAddress("127.0.0.25", 31010));
            assertThat(path.metadata().mtu()).isEqualTo(json.get("mtu").asInt());
            assertThat(path.expiry().getEpochSecond()).isEqualTo(json.get("expiration_unix").asLong());
            assertThat(ByteBufUtil.hexDump(path.raw())).isEqualTo(json.get("raw_dataplane_path").asText());
            assertThat(path.metadata().totalLatencyNanos()).hasValue(json.get("latency_total_ns").asLong());
            assertThat(path.metadata().bottleneckKbits()).hasValue(json.get("bandwidth_bottleneck_kbps").asLong());
        }
        assertThat(paths.get(0).describe()).isEqualTo("1-ff00:0:111#3 > 1-ff00:0:112#3");
    }

    @Test
    void theWayBackHasTheSameLinks() {
        List<ScionPath> back = paths(Y, X, PathsResponse.decode(GoldenCall.of("paths-y-x").response()).paths());
        for (ScionPath path : golden()) {
            ScionPath reversed = ScionPath.wayBack(Y, X, org.pleach.scion.packet.RawPath.reverse(atEnd(path)), null, 0);
            assertThat(reversed.links()).isEqualTo(path.links().reversed());
            assertThat(back).anyMatch(listed -> listed.links().equals(reversed.links()));
            assertThat(reversed.expiry()).isEqualTo(path.expiry());
        }
    }

    private static byte[] atEnd(ScionPath path) {
        byte[] raw = path.raw().clone();
        var view = new org.pleach.scion.packet.PathView();
        view.wrap(io.netty.buffer.Unpooled.wrappedBuffer(raw), 0, raw.length);
        view.setPosition(view.infoCount() - 1, view.hopCount() - 1);
        return raw;
    }

    static Stream<String> preferences() {
        List<String> names = new ArrayList<>();
        json("preference-orders.json").get("orders").fieldNames().forEachRemaining(names::add);
        return names.stream();
    }

    @ParameterizedTest
    @MethodSource("preferences")
    void preferencesOrderAsPanDoes(String preference) {
        JsonNode golden = json("preference-orders.json");
        Map<String, String> names = new HashMap<>();
        golden.get("path_names").fields().forEachRemaining(e -> names.put(e.getValue().asText(), e.getKey()));
        List<String> chain = preference.equals("(none)") ? List.of() : List.of(preference.split(","));
        PathRanking ranking = new PathRanking(chain, POLICIES::get, counters);
        List<ScionPath> paths = new ArrayList<>(golden());
        assertThat(ranking.rank(paths)).extracting(path -> names.get(path.links().toString()))
                .containsExactlyElementsOf(texts(golden, preference, "input as the daemon gave it"));
        Collections.reverse(paths);
        assertThat(ranking.rank(paths)).extracting(path -> names.get(path.links().toString()))
                .containsExactlyElementsOf(texts(golden, preference, "input reversed"));
    }

    private static List<String> texts(JsonNode golden, String preference, String input) {
        List<String> texts = new ArrayList<>();
        golden.get("orders").get(preference).get(input).forEach(name -> texts.add(name.asText()));
        return texts;
    }

    @Test
    void insideAnAsThereIsOneEmptyPath() {
        List<ScionPath> paths = paths(X, X, PathsResponse.decode(GoldenCall.of("paths-x-x").response()).paths());
        assertThat(paths).hasSize(1);
        assertThat(paths.get(0).isInside()).isTrue();
        assertThat(paths.get(0).fingerprint()).isEmpty();
        assertThat(paths.get(0).nextHop()).isNull();
        assertThat(paths.get(0).metadata().mtu()).isEqualTo(1472);
    }

    @Test
    void refusesPathsThatMakeNoSenseAndKeepsTheOthers() {
        DaemonPath good = PathsResponse.decode(GoldenCall.of("paths-x-y").response()).paths().get(1);
        List<DaemonPath> answer = List.of(
                with(good, new byte[] {1, 2, 3}, good.nextHop(), good.expiry(), good.metadata()),
                with(good, new byte[0], "", good.expiry(), good.metadata()),
                with(good, good.raw(), "router:1", good.expiry(), good.metadata()),
                with(good, good.raw(), "127.0.0.1:70000", good.expiry(), good.metadata()),
                with(good, good.raw(), good.nextHop(), RECORDED.minusSeconds(1), good.metadata()),
                with(good, good.raw(), good.nextHop(), good.expiry(),
                        PathMetadata.of(good.metadata().interfaces().subList(0, 3), 1400)),
                good);
        assertThat(paths(X, Y, answer)).hasSize(1);
        assertThat(refused).hasSize(6);
        assertThat(refused.get(1)).contains("empty path to another AS");
        assertThat(refused.get(2)).contains("expected ip:port").contains("router:1");
    }

    private static DaemonPath with(DaemonPath path, byte[] raw, String nextHop, Instant expiry, PathMetadata metadata) {
        return new DaemonPath(raw, nextHop, expiry, metadata, path.epic(), path.discovery());
    }

    @Test
    void readsUnderlayAddresses() {
        assertThat(PathAnswer.underlay("[2001:db8::1]:31010"))
                .isEqualTo(new InetSocketAddress("2001:db8::1", 31010));
        assertThatThrownBy(() -> PathAnswer.underlay("127.0.0.1")).hasMessageContaining("expected ip:port");
    }
}
