package org.pleach.scion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pleach.network.NativeNetwork;
import org.pleach.path.IsdAs;
import org.pleach.path.PathMetadata;
import org.pleach.path.PathReporter;
import org.pleach.path.PathReporter.State;
import org.pleach.path.scheduler.redundant.RedundantPathScheduler;
import org.pleach.scion.daemon.AsResponse;
import org.pleach.scion.daemon.DaemonException;
import org.pleach.scion.daemon.DaemonMethod;
import org.pleach.scion.daemon.DaemonPath;
import org.pleach.scion.daemon.FakeDaemon;
import org.pleach.scion.daemon.InterfacesResponse;
import org.pleach.scion.daemon.PathsResponse;

/** The whole stack inside one AS, where no router is needed: real sockets, a daemon of the test. */
class NativeEndhostTest {

    private static final IsdAs HOME = IsdAs.parse("1-ff00:0:111");

    private final NativeNetwork network = NativeNetwork.open(2, "endhost");
    private final FakeDaemon daemon = new FakeDaemon(NativeEndhostTest::answer);
    private final List<NativeEndhost> opened = new ArrayList<>();

    private static void answer(FakeDaemon.Call call, byte[] request) {
        DaemonMethod method = DaemonMethod.of(call.path);
        switch (method) {
            case AS -> call.succeed(new AsResponse(HOME, false, 1472).encode());
            case INTERFACES -> call.succeed(new InterfacesResponse(Map.of(1L, "127.0.0.1:30042")).encode());
            case PATHS -> call.succeed(new PathsResponse(List.of(new DaemonPath(new byte[0], "",
                    Instant.now().plusSeconds(3600), PathMetadata.of(List.of(), 1472), null, Map.of()))).encode());
            default -> call.fail(12, "not here");
        }
    }

    private NativeEndhost endhost() {
        NativeEndhost endhost = NativeEndhost.open(network,
                ScionOptions.from(ConfigFactory.parseString("daemon_timeout = 20s")).withDaemon(daemon.address()), new PathPolicies());
        opened.add(endhost);
        return endhost;
    }

    @AfterEach
    void close() {
        opened.forEach(NativeEndhost::close);
        daemon.close();
        network.close();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static Throwable failure(CompletionStage<?> stage) throws Exception {
        try {
            get(stage);
        } catch (ExecutionException e) {
            return e.getCause();
        }
        throw new AssertionError("expected a failure");
    }

    private static BlockingQueue<String> read(ScionSocket socket, boolean echo) {
        BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        socket.channel().pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                DatagramPacket packet = (DatagramPacket) message;
                texts.add(packet.content().toString(StandardCharsets.UTF_8));
                socket.confirm(packet.sender());
                if (echo) {
                    ctx.writeAndFlush(new DatagramPacket(packet.content(), packet.sender()));
                } else {
                    packet.release();
                }
            }
        });
        return texts;
    }

    @Test
    void carriesDatagramsBothWays() throws Exception {
        ScionSocket server = get(endhost().bind("127.0.0.1", 0));
        ScionSocket client = get(endhost().bind("127.0.0.1", 0));
        assertThat(server.localAddress().isdAs()).isEqualTo(HOME);
        assertThat(server.localAddress().port()).isPositive();
        read(server, true);
        BlockingQueue<String> answers = read(client, false);
        InetSocketAddress peer = get(client.resolve(server.localAddress()));
        for (int i = 0; i < 1000; i += 10) {
            for (int j = 0; j < 10; j++) {
                client.channel().write(new DatagramPacket(
                        Unpooled.copiedBuffer("datagram " + (i + j), StandardCharsets.UTF_8), peer));
            }
            client.channel().flush();
            for (int j = 0; j < 10; j++) {
                assertThat(answers.poll(20, TimeUnit.SECONDS)).isEqualTo("datagram " + (i + j));
            }
        }
        assertThat(opened.get(1).peers()).hasSize(1);
        assertThat(opened.get(1).peers().get(0).paths().get(0).state()).isEqualTo(State.ACTIVE);
        assertThat(opened.get(1).peers().get(0).remote()).isEqualTo(server.localAddress().toString());
    }

    @Test
    void closesItsPort() throws Exception {
        NativeEndhost endhost = endhost();
        ScionSocket socket = get(endhost.bind("127.0.0.1", 0));
        int port = socket.localAddress().port();
        assertThat(failure(endhost.bind("127.0.0.1", port))).isInstanceOf(BindException.class)
                .hasMessageContaining("1-ff00:0:111,127.0.0.1:" + port);
        get(socket.close());
        get(get(endhost.bind("127.0.0.1", port)).close());
    }

    @Test
    void findsTheAddressFromWhichTheRouterIsReached() throws Exception {
        ScionSocket socket = get(endhost().bind("0.0.0.0", 0));
        assertThat(socket.localAddress().host().getHostAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void asksForItsAsUntilTheDaemonAnswers() throws Exception {
        daemon.stop();
        NativeEndhost endhost = endhost();
        assertThat(failure(endhost.localAs())).isInstanceOf(DaemonException.class);
        assertThat(failure(endhost.bind("127.0.0.1", 0))).isInstanceOf(DaemonException.class)
                .hasMessageContaining("cannot connect");
        daemon.start();
        assertThat(get(endhost.localAs())).isEqualTo(HOME);
        int calls = daemon.calls.get();
        assertThat(get(endhost.localAs())).isEqualTo(HOME);
        assertThat(daemon.calls.get()).isEqualTo(calls);
    }

    @Test
    void refusesADaemonThatKnowsNoAs() throws Exception {
        daemon.behaviour = (call, request) -> call.succeed(new AsResponse(IsdAs.WILDCARD, false, 0).encode());
        assertThat(failure(endhost().bind("127.0.0.1", 0))).hasMessageContaining("expected its AS");
    }

    @Test
    void refusesHostNames() throws Exception {
        assertThat(failure(endhost().bind("example.org", 0))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("example.org");
    }

    @Test
    void takesAnotherPreferenceWhileSocketsAreOpenAndNothingElse() throws Exception {
        NativeEndhost endhost = endhost();
        ScionSocket socket = get(endhost.bind("127.0.0.1", 0));
        ScionOptions options = ScionOptions.from(ConfigFactory.parseString("daemon_timeout = 20s")).withDaemon(daemon.address());
        endhost.reconfigure(options.withPathPreference("latency"));
        assertThat(socket.channel().isOpen()).isTrue();
        assertThatThrownBy(() -> endhost.reconfigure(ScionOptions.from(
                ConfigFactory.parseString("datagram_size = 1300")).withDaemon(daemon.address())))
                .hasMessageContaining("only path_preference");
    }

    @Test
    void givesEachSocketThePathModeItAskedFor() throws Exception {
        ScionAddress server = get(endhost().bind("127.0.0.1", 0)).localAddress();
        PathSchedulers schedulers = new PathSchedulers();
        schedulers.add("redundant", new RedundantPathScheduler());
        NativeEndhost endhost = NativeEndhost.open(network, ScionOptions.from(
                ConfigFactory.parseString("path_mode = later")).withDaemon(daemon.address()),
                new PathPolicies(), schedulers);
        try {
            ScionSocket plain = get(endhost.bind("127.0.0.1", 0));
            ScionSocket redundant = get(endhost.bind("127.0.0.1", 0, "redundant"));
            get(plain.resolve(server));
            assertThat(endhost.peers()).extracting(PathReporter.PeerPaths::mode).containsExactly("failover");
            get(redundant.resolve(server));
            assertThat(endhost.peers()).extracting(PathReporter.PeerPaths::mode)
                    .containsExactlyInAnyOrder("failover", "redundant");
            schedulers.add("later", new RedundantPathScheduler());
            await().until(() -> endhost.peers().stream().allMatch(peer -> !peer.mode().equals("failover")));
            endhost.reconfigure(ScionOptions.defaults().withDaemon(daemon.address()));
            await().until(() -> endhost.peers().stream().map(PathReporter.PeerPaths::mode).sorted().toList()
                    .equals(List.of("failover", "redundant")));
        } finally {
            endhost.close();
        }
    }

    @Test
    void leavesNothingBehind() throws Exception {
        NativeEndhost endhost = endhost();
        ScionSocket socket = get(endhost.bind("127.0.0.1", 0));
        endhost.close();
        await().until(() -> !socket.channel().isOpen());
        assertThat(failure(endhost.bind("127.0.0.1", 0))).isNotNull();
        assertThat(endhost.peers()).isEmpty();
    }
}
