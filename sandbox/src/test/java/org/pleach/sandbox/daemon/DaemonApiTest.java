package org.pleach.sandbox.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pleach.path.IsdAs;
import org.pleach.sandbox.Golden;
import org.pleach.sandbox.Topology;
import org.pleach.sandbox.segment.ControlPlane;
import org.pleach.sandbox.segment.Lifetime;
import org.pleach.scion.daemon.DaemonMethod;
import org.pleach.scion.daemon.DaemonPath;
import org.pleach.scion.daemon.PathsRequest;
import org.pleach.scion.daemon.PathsResponse;

/** The recorded requests, and the recorded answers (times, MACs and the order of maps apart). */
class DaemonApiTest {

    private static final Map<String, String> SERVERS = Map.of("127.0.0.27:30255", "1-ff00:0:111",
            "127.0.0.35:30255", "1-ff00:0:112", "127.0.0.19:30255", "1-ff00:0:110",
            "127.0.0.43:30255", "1-ff00:0:120");

    private final Topology topology = Topology.builtIn("golden");
    private final AtomicLong now = new AtomicLong(1_795_484_376_000L);
    private final ControlPlane control = new ControlPlane(topology, now::get, new Random(3));

    static Stream<String> calls() {
        return Stream.of("as-0-a", "as-0-b", "as-0-x", "as-0-y", "as-remote-y", "as-x-explicit",
                "interfaces-a", "interfaces-b", "interfaces-x", "interfaces-y", "services-a", "services-b",
                "services-x", "services-y", "portrange-a", "portrange-b", "portrange-x", "portrange-y",
                "paths-x-y", "paths-y-x", "paths-x-a", "paths-x-b", "paths-a-b", "paths-a-y", "paths-x-y-refresh",
                "paths-x-y-src0", "paths-hidden", "paths-x-x", "paths-unknown-as", "paths-unknown-isd",
                "paths-zero-destination", "paths-wrong-source", "notify-interface-down", "unknown-method");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void answersAsTheReferenceDid(String name) {
        Config recorded = Golden.json("daemon/" + name + ".json");
        now.set(Instant.parse(recorded.getString("time")).toEpochMilli());
        DaemonApi api = api(SERVERS.get(recorded.getString("server")));
        Reply reply = api.call(recorded.getString("method"), Golden.bytes("daemon/" + name + ".request.bin"));
        assertThat(reply.status().code()).isEqualTo(recorded.getInt("grpc_status_code"));
        assertThat(reply.message()).isEqualTo(recorded.getString("grpc_status_message"));
        if (reply.status() != GrpcStatus.OK) {
            assertThat(Golden.has("daemon/" + name + ".response.bin")).isFalse();
            return;
        }
        byte[] expected = Golden.bytes("daemon/" + name + ".response.bin");
        if (recorded.getString("method").endsWith("/Paths")) {
            List<DaemonPath> paths = PathsResponse.decode(reply.body()).paths();
            assertThat(paths.stream().map(DaemonApiTest::withoutTimes))
                    .containsExactlyElementsOf(PathsResponse.decode(expected).paths().stream()
                            .map(DaemonApiTest::withoutTimes).toList());
        } else if (recorded.getString("method").endsWith("/Interfaces")) {
            assertThat(org.pleach.scion.daemon.InterfacesResponse.decode(reply.body()))
                    .isEqualTo(org.pleach.scion.daemon.InterfacesResponse.decode(expected));
        } else {
            assertThat(reply.body()).isEqualTo(expected);
        }
    }

    /** The path inside an AS lives a day from the second of the question. */
    @Test
    void answersTheSameBytesAboutTheOwnAs() {
        now.set(Instant.parse(Golden.json("daemon/paths-x-x.json").getString("time")).toEpochMilli());
        Reply reply = api("1-ff00:0:111").call(DaemonMethod.PATHS.path(),
                Golden.bytes("daemon/paths-x-x.request.bin"));
        assertThat(reply.body()).isEqualTo(Golden.bytes("daemon/paths-x-x.response.bin"));
    }

    @Test
    void leavesOutPathsOverAnInterfaceThatIsDownForTenSeconds() {
        DaemonApi api = api("1-ff00:0:111");
        api.call(DaemonMethod.NOTIFY_INTERFACE_DOWN.path(), Golden.bytes("daemon/notify-interface-down.request.bin"));
        assertThat(paths(api).stream().map(path -> path.metadata().interfaces())).containsExactlyElementsOf(
                PathsResponse.decode(Golden.bytes("daemon/paths-x-y-after-notify.response.bin")).paths().stream()
                        .map(path -> path.metadata().interfaces()).toList());
        now.addAndGet(Revocations.LIFETIME_MILLIS);
        assertThat(paths(api)).hasSize(5);
    }

    @Test
    void givesFreshPathsAndNoneThatHaveExpired() {
        DaemonApi api = api("1-ff00:0:111");
        long first = paths(api).get(0).expiry().getEpochSecond();
        now.addAndGet(ControlPlane.INTERVAL_MILLIS);
        assertThat(paths(api).get(0).expiry().getEpochSecond() - first).isEqualTo(5);
        control.setLifetime(new Lifetime(20));
        long left = paths(api).get(0).expiry().toEpochMilli() - now.get();
        assertThat(left).isBetween(18_000L, 20_000L);
    }

    @Test
    void namesAllCoreAsesOfAnIsdForAWildcard() {
        DaemonApi api = api("1-ff00:0:111");
        Reply reply = api.call(DaemonMethod.PATHS.path(),
                new PathsRequest(IsdAs.WILDCARD, IsdAs.of(1, 0), false, false).encode());
        assertThat(PathsResponse.decode(reply.body()).paths()).hasSize(4);
    }

    @Test
    void refusesWhatIsNoMessage() {
        Reply reply = api("1-ff00:0:111").call(DaemonMethod.PATHS.path(), new byte[] {0x0A, 0x7F});
        assertThat(reply.status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(reply.message()).contains("PathsRequest");
    }

    private List<DaemonPath> paths(DaemonApi api) {
        Reply reply = api.call(DaemonMethod.PATHS.path(), Golden.bytes("daemon/paths-x-y.request.bin"));
        return PathsResponse.decode(reply.body()).paths();
    }

    private DaemonApi api(String isdAs) {
        return new DaemonApi(IsdAs.parse(isdAs), topology, control, now::get);
    }

    private static DaemonPath withoutTimes(DaemonPath path) {
        return new DaemonPath(null, path.nextHop(), null, path.metadata(), null, path.discovery());
    }
}
