package org.pleach.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pleach.network.NativeNetwork;
import org.pleach.path.IsdAs;
import org.pleach.scion.daemon.AsRequest;
import org.pleach.scion.daemon.AsResponse;
import org.pleach.scion.daemon.DaemonClient;
import org.pleach.scion.daemon.DaemonException;
import org.pleach.scion.daemon.DaemonPath;
import org.pleach.scion.daemon.PathsRequest;
import org.pleach.scion.packet.Bytes;
import org.pleach.scion.packet.ScmpMessage;

/** Packets over real UDP sockets. */
class SandboxTest {

    private final RunningSandbox running = new RunningSandbox(Topology.builtIn("demo"));
    private Host bf;
    private Host a0;

    @BeforeEach
    void openHosts() throws IOException {
        bf = new Host("18-ffaa:1:10bf");
        a0 = new Host("18-ffaa:1:10a0");
    }

    @AfterEach
    void close() {
        bf.close();
        a0.close();
        running.close();
    }

    @Test
    void theDemoHasFivePathsOfDistinctLatencyAndBandwidth() throws Exception {
        List<DaemonPath> paths = running.paths(bf, a0);
        assertThat(paths).hasSize(5);
        assertThat(paths.stream().map(path -> path.metadata().totalLatencyNanos().orElseThrow()))
                .doesNotHaveDuplicates();
        assertThat(paths.stream().map(path -> path.metadata().bottleneckKbits().orElseThrow()))
                .doesNotHaveDuplicates();
        assertThat(paths).allSatisfy(path -> assertThat(path.metadata().mtu()).isGreaterThanOrEqualTo(1400));
        DaemonPath preferred = running.path(bf, a0, "north-bf", "north-a0");
        assertThat(preferred.metadata().totalLatencyNanos().orElseThrow()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(10));
        assertThat(preferred.metadata().bottleneckKbits().orElseThrow()).isEqualTo(paths.stream()
                .mapToLong(path -> path.metadata().bottleneckKbits().orElseThrow()).max().orElseThrow());
    }

    @Test
    void carriesPacketsOverEveryPathAndBackInTheTimeAnnounced() throws Exception {
        for (DaemonPath path : running.paths(bf, a0)) {
            long begun = System.nanoTime();
            bf.send(path, a0, "ping over " + path.metadata().interfaces());
            Host.Received request = a0.receive();
            assertThat(request.text()).isEqualTo("ping over " + path.metadata().interfaces());
            a0.reply(request, "pong");
            assertThat(bf.receive().text()).isEqualTo("pong");
            long roundTrip = System.nanoTime() - begun;
            assertThat(roundTrip).isGreaterThanOrEqualTo(2 * path.metadata().totalLatencyNanos().orElseThrow());
        }
        Map<String, Long> counts = counts("sandbox_router_18-ffaa:0:1201");
        assertThat(counts.get("received")).isEqualTo(counts.get("forwarded")).isEqualTo(6);
        assertThat(counts("sandbox_link_peer_from_18-ffaa:1:10bf").get("packets_out")).isEqualTo(1);
    }

    @Test
    void keepsTheOrderOfAStream() throws Exception {
        DaemonPath path = running.path(bf, a0, "north-bf", "north-a0");
        int count = 2000;
        int window = 200;
        for (int sent = 0; sent < count; sent += window) {
            for (int i = sent; i < sent + window; i++) {
                bf.send(path, a0, Integer.toString(i));
            }
            for (int i = sent; i < sent + window; i++) {
                assertThat(a0.receive().text()).isEqualTo(Integer.toString(i));
            }
        }
    }

    /** Neighbouring datagrams of one size travel joined where the platform can; nobody may notice. */
    @Test
    void carriesBurstsOfMixedSizesToSeveralHosts() throws Exception {
        DaemonPath path = running.path(bf, a0, "south-bf", "south-a0");
        try (Host other = new Host("18-ffaa:1:10a0")) {
            int[] sizes = {100, 100, 100, 50, 1300, 1300, 7, 7, 0, 0, 100, 900};
            for (int i = 0; i < sizes.length; i++) {
                bf.send(path, i % 5 == 4 ? other : a0, "x".repeat(sizes[i]) + i);
            }
            for (int i = 0; i < sizes.length; i++) {
                assertThat((i % 5 == 4 ? other : a0).receive().text()).isEqualTo("x".repeat(sizes[i]) + i);
            }
        }
    }

    @Test
    void answersEchoAtTheHostAndTraceroutesAtRouters() throws Exception {
        DaemonPath path = running.path(bf, a0, "south-bf", "core", "north-a0");
        bf.send(path, a0.isdAs(), new ScmpMessage.EchoRequest(bf.port(), 7, Bytes.of((byte) 1, (byte) 2)));
        Host.Received reply = bf.receive();
        assertThat(reply.scmp()).isEqualTo(new ScmpMessage.EchoReply(bf.port(), 7, Bytes.of((byte) 1, (byte) 2)));
        assertThat(reply.packet().sourceIsdAs()).isEqualTo(a0.isdAs());

        byte[] alerted = path.raw().clone();
        int secondHop = 4 + 3 * 8 + 12;
        alerted[secondHop] = 0b01;
        DaemonPath alert = new DaemonPath(alerted, path.nextHop(), path.expiry(), path.metadata(), path.epic(), Map.of());
        bf.send(alert, a0.isdAs(), new ScmpMessage.TracerouteRequest(bf.port(), 8));
        assertThat(bf.receive().scmp()).isEqualTo(new ScmpMessage.TracerouteReply(bf.port(), 8,
                path.metadata().interfaces().get(1).isdAs(), path.metadata().interfaces().get(1).id()));
    }

    @Test
    void reportsAForgedHopField() throws Exception {
        DaemonPath path = running.path(bf, a0, "north-bf", "north-a0");
        byte[] forged = path.raw().clone();
        forged[forged.length - 1] ^= 1;
        bf.send(new DaemonPath(forged, path.nextHop(), path.expiry(), path.metadata(), path.epic(), Map.of()), a0, "x");
        ScmpMessage.ParameterProblem problem = (ScmpMessage.ParameterProblem) bf.receive().scmp();
        assertThat(problem.code()).isEqualTo(51);
        assertThat(problem.pointer()).isEqualTo(92);
    }

    @Test
    void everyAsHasADaemonThatKnowsIt() throws Exception {
        for (AsSpec as : running.sandbox.topology().ases()) {
            try (DaemonClient daemon = running.daemon(as.isdAs())) {
                assertThat(daemon.as(new AsRequest(IsdAs.WILDCARD)).toCompletableFuture().get(5, TimeUnit.SECONDS))
                        .isEqualTo(new AsResponse(as.isdAs(), as.core(), as.mtu()));
                assertThat(daemon.interfaces().toCompletableFuture().get(5, TimeUnit.SECONDS).interfaces())
                        .hasSize(running.sandbox.topology().attachments(as.isdAs()).size());
                assertThat(daemon.services().toCompletableFuture().get(5, TimeUnit.SECONDS).services())
                        .containsKey("control");
                assertThat(daemon.portRange().toCompletableFuture().get(5, TimeUnit.SECONDS).start()).isEqualTo(1024);
            }
        }
    }

    @Test
    void aDaemonSaysWhyItRefuses() {
        try (DaemonClient daemon = running.daemon(bf.isdAs())) {
            assertThatExceptionOfType(java.util.concurrent.ExecutionException.class).isThrownBy(() -> daemon
                            .paths(new PathsRequest(a0.isdAs(), bf.isdAs(), false, false)).toCompletableFuture()
                            .get(5, TimeUnit.SECONDS))
                    .withCauseInstanceOf(DaemonException.class)
                    .withMessageContaining("bad source AS {src=18-ffaa:1:10a0}");
        }
    }

    @Test
    void givesTheSamePathsAsItsDaemons() throws Exception {
        assertThat(running.sandbox.paths(bf.isdAs(), a0.isdAs())).containsExactlyElementsOf(
                running.paths(bf, a0).stream().map(DaemonPath::metadata).toList());
    }

    @Test
    void leavesNothingOpenAndCanBeStartedAgainOnTheSamePorts() throws IOException {
        Topology opened = running.sandbox.topology();
        running.sandbox.close();
        running.sandbox.close();
        try (DatagramSocket free = new DatagramSocket(opened.ases().get(0).router())) {
            assertThat(free.isBound()).isTrue();
        }
        try (Sandbox again = Sandbox.start(opened, running.network,
                SandboxOptions.DEFAULT.withEndHostPort(running.endHostPort))) {
            assertThat(again.topology().ases().get(0).daemon()).isEqualTo(opened.ases().get(0).daemon());
        }
    }

    @Test
    void saysWhichAddressIsTakenAndLeavesNothingOpen() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            Topology topology = Topology.parse("""
                    ases { "1-1" { core = true, router = "127.0.98.1" }
                           "1-2" { router = "127.0.0.1:%d" } }
                    links { a { parent = "1-1", child = "1-2" } }""".formatted(taken.getLocalPort()), "two");
            assertThatExceptionOfType(SandboxException.class)
                    .isThrownBy(() -> Sandbox.start(topology, running.network))
                    .withMessageContaining("two cannot be started")
                    .withMessageContaining("/127.0.0.1:" + taken.getLocalPort());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void worksOverEpollAndNio(boolean nio) throws Exception {
        try (RunningSandbox golden = new RunningSandbox(Topology.builtIn("golden").onFreePorts(),
                nio ? NativeNetwork.openNio(2, "nio-test") : NativeNetwork.open(2, "epoll-test"));
                Host x = new Host("1-ff00:0:111"); Host y = new Host("1-ff00:0:112")) {
            List<DaemonPath> paths = golden.paths(x, y);
            assertThat(paths).hasSize(5);
            for (DaemonPath path : paths) {
                x.send(path, y, "hello");
                Host.Received received = y.receive();
                y.reply(received, "and back");
                assertThat(x.receive().text()).isEqualTo("and back");
            }
        }
    }

    private Map<String, Long> counts(String subsystem) {
        Map<String, Long> counts = new HashMap<>();
        running.sandbox.counters().stream().filter(source -> source.subsystem().equals(subsystem))
                .forEach(source -> source.read(counts::put));
        return counts;
    }
}
