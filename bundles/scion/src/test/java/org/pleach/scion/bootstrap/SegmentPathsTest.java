package org.pleach.scion.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pleach.counters.Counters;
import org.pleach.network.NativeNetwork;
import org.pleach.path.IsdAs;
import org.pleach.scion.ScionCount;
import org.pleach.scion.daemon.DaemonException;
import org.pleach.scion.daemon.DaemonPath;
import org.pleach.scion.daemon.FakeDaemon;
import org.pleach.scion.daemon.GoldenCall;
import org.pleach.scion.daemon.GrpcClient;
import org.pleach.scion.daemon.PathsResponse;
import org.pleach.scion.path.ScionPath;

class SegmentPathsTest {

    private static final IsdAs X = IsdAs.parse("1-ff00:0:111");
    private static final IsdAs Y = IsdAs.parse("1-ff00:0:112");
    private static final Instant RECORDED = Instant.parse("2026-11-24T01:40:00Z");

    private final NativeNetwork network = NativeNetwork.openNio(1, "segments");
    private final FakeDaemon service = new FakeDaemon(new GoldenControlService());
    private final Counters<ScionCount> counters = new Counters<>("scion", ScionCount.class);

    @AfterEach
    void close() {
        service.close();
        network.close();
    }

    private SegmentPaths paths(Instant now, InetSocketAddress... services) throws IOException {
        List<GrpcClient> clients = Stream.of(services).map(address ->
                new GrpcClient("SCION control service", network, address, Duration.ofSeconds(10), 4 << 20)).toList();
        return new SegmentPaths(Topology.parse("x.json", TopologyTest.golden("1-ff00_0_111")),
                new ControlService(clients), now::toEpochMilli, counters);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void pathsAreThoseOfTheDaemon() throws Exception {
        List<ScionPath> paths = get(paths(RECORDED, service.address()).paths(Y, false));
        List<DaemonPath> expected = PathsResponse.decode(GoldenCall.of("paths-x-y").response()).paths();
        assertThat(paths).extracting(path -> ByteBufUtil.hexDump(path.raw()))
                .containsExactlyElementsOf(expected.stream().map(path -> ByteBufUtil.hexDump(path.raw())).toList());
        assertThat(paths).extracting(ScionPath::metadata)
                .containsExactlyElementsOf(expected.stream().map(DaemonPath::metadata).toList());
        assertThat(paths).allMatch(path -> path.nextHop().equals(new InetSocketAddress("127.0.0.25", 31010)));
        assertThat(paths).extracting(ScionPath::expiry)
                .containsExactlyElementsOf(expected.stream().map(DaemonPath::expiry).toList());
    }

    @Test
    void pathsInsideTheAsNeedNobody() throws Exception {
        service.stop();
        assertThat(get(paths(RECORDED, service.address()).paths(X, false))).singleElement()
                .matches(ScionPath::isInside);
    }

    @Test
    void whatHasExpiredIsLeftOut() throws Exception {
        Instant later = RECORDED.plus(Duration.ofDays(1));
        assertThat(get(paths(later, service.address()).paths(Y, false))).isEmpty();
    }

    @Test
    void theNextControlServiceIsAskedIfOneIsGone() throws Exception {
        InetSocketAddress nobody = new InetSocketAddress("127.0.0.1", 9);
        assertThat(get(paths(RECORDED, nobody, service.address()).paths(Y, false))).hasSize(5);
    }

    @Test
    void failsAsTheControlServiceDoes() throws Exception {
        service.stop();
        assertThatThrownBy(() -> get(paths(RECORDED, service.address()).paths(Y, false)))
                .hasCauseInstanceOf(DaemonException.class).hasMessageContaining("SCION control service 127.0.0.1:");
    }

    @Test
    void lookUpsAtTheSameTimeAreOne() throws Exception {
        SegmentPaths paths = paths(RECORDED, service.address());
        CompletionStage<List<ScionPath>> one = paths.paths(Y, false);
        CompletionStage<List<ScionPath>> other = paths.paths(Y, true);
        assertThat(get(one)).isEqualTo(get(other));
        assertThat(service.calls).hasValue(3);
    }
}
