package org.pleach.scion.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pleach.network.NativeNetwork;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.scion.daemon.DaemonException.Failure;

class DaemonClientTest {

    private static final int MAX_ANSWER = 64 * 1024;
    private static final IsdAs X = IsdAs.parse("1-ff00:0:111");
    private static final IsdAs Y = IsdAs.parse("1-ff00:0:112");

    private final NativeNetwork network = NativeNetwork.openNio(1, "daemon-client");
    private final FakeDaemon daemon = new FakeDaemon(DaemonClientTest::golden);
    private DaemonClient client = client(daemon.address(), Duration.ofSeconds(10));

    private DaemonClient client(InetSocketAddress address, Duration deadline) {
        return DaemonClient.over(network, address, deadline, MAX_ANSWER);
    }

    /** Answers what the reference daemon answered to the same bytes. */
    private static void golden(FakeDaemon.Call call, byte[] request) {
        for (GoldenCall recorded : GoldenCall.all()) {
            if (recorded.json().get("method").asText().equals(call.path)
                    && java.util.Arrays.equals(recorded.request(), request)) {
                if (recorded.response() != null) {
                    call.succeed(recorded.response());
                } else {
                    call.fail(recorded.json().get("grpc_status_code").asInt(),
                            recorded.json().get("grpc_status_message").asText());
                }
                return;
            }
        }
        call.fail(12, "unknown method");
    }

    @AfterEach
    void close() {
        client.close();
        daemon.close();
        network.close();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static DaemonException failure(CompletionStage<?> stage) {
        try {
            get(stage);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(DaemonException.class);
            return (DaemonException) e.getCause();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("expected a failure");
    }

    @Test
    void asksEverythingOverOneConnection() throws Exception {
        assertThat(get(client.as(new AsRequest(IsdAs.WILDCARD))).mtu()).isEqualTo(1472);
        assertThat(get(client.paths(new PathsRequest(X, Y, false, false))).paths()).isNotEmpty();
        assertThat(get(client.interfaces()).interfaces()).isNotEmpty();
        assertThat(get(client.services()).services()).containsKey("control");
        assertThat(get(client.portRange()).end()).isEqualTo(65535);
        get(client.notifyInterfaceDown(new PathInterface(X, 3)));
        assertThat(daemon.connections.get()).isEqualTo(1);
        assertThat(daemon.calls.get()).isEqualTo(6);
    }

    @Test
    void speaksGrpcAsServersExpectIt() throws Exception {
        AtomicReference<FakeDaemon.Call> seen = new AtomicReference<>();
        daemon.behaviour = (call, request) -> {
            seen.set(call);
            golden(call, request);
        };
        get(client.as(new AsRequest(IsdAs.WILDCARD)));
        assertThat(seen.get().headers.method()).hasToString("POST");
        assertThat(seen.get().headers.path()).hasToString("/proto.daemon.v1.DaemonService/AS");
        assertThat(seen.get().headers.get("content-type")).hasToString("application/grpc");
        assertThat(seen.get().headers.get("te")).hasToString("trailers");
        assertThat(seen.get().headers.get("grpc-timeout")).hasToString("10000m");
    }

    @Test
    void passesOnTheDaemonsStatus() {
        DaemonException failure = failure(client.paths(new PathsRequest(X, IsdAs.parse("2-ff00:0:210"), false, false)));
        assertThat(failure.failure()).isEqualTo(Failure.STATUS);
        assertThat(failure.status()).isEqualTo(2);
        assertThat(failure).hasMessageContaining("TRC not found").hasMessageContaining("/Paths")
                .hasMessageContaining(":" + daemon.address().getPort());
    }

    @Test
    void decodesPercentSignsInTheStatusText() {
        daemon.behaviour = (call, request) -> call.fail(5, "no %22way%22 + %E2%82%AC");
        assertThat(failure(client.interfaces())).hasMessageContaining("no \"way\" + €");
        daemon.behaviour = (call, request) -> call.fail(5, "broken %zz");
        assertThat(failure(client.interfaces())).hasMessageContaining("broken %zz");
    }

    @Test
    void saysThatTheDaemonIsDownAndFindsItAgain() throws Exception {
        get(client.portRange());
        daemon.stop();
        await().untilAsserted(() -> {
            DaemonException failure = failure(client.portRange());
            assertThat(failure.failure()).isEqualTo(Failure.UNREACHABLE);
            assertThat(failure).hasMessageContaining("cannot connect");
        });
        daemon.start();
        assertThat(get(client.portRange()).start()).isEqualTo(1024);
        assertThat(daemon.connections.get()).isEqualTo(2);
    }

    @Test
    void failsCallsUnderWayWhenTheConnectionBreaks() {
        daemon.behaviour = (call, request) -> call.stream().parent().close();
        DaemonException failure = failure(client.portRange());
        assertThat(failure.failure()).isEqualTo(Failure.UNREACHABLE);
    }

    @Test
    void failsCallsUnderWayWhenItIsClosed() {
        daemon.behaviour = (call, request) -> { };
        CompletionStage<?> call = client.portRange();
        await().until(() -> daemon.calls.get() == 1);
        client.close();
        assertThat(failure(call).failure()).isEqualTo(Failure.UNREACHABLE);
        assertThat(failure(client.portRange())).hasMessageContaining("closed");
    }

    @Test
    void givesUpOnASlowAnswerAndTakesANewConnection() throws Exception {
        client = client(daemon.address(), Duration.ofMillis(300));
        daemon.behaviour = (call, request) -> call.head("200", "application/grpc");
        DaemonException failure = failure(client.portRange());
        assertThat(failure.failure()).isEqualTo(Failure.DEADLINE);
        assertThat(failure).hasMessageContaining("300 ms");
        daemon.behaviour = DaemonClientTest::golden;
        DaemonClient patient = client(daemon.address(), Duration.ofSeconds(10));
        assertThat(get(patient.portRange()).start()).isEqualTo(1024);
        patient.close();
        assertThat(daemon.connections.get()).isEqualTo(2);
    }

    @Test
    void refusesAnAnswerThatIsAnnouncedTooBig() {
        daemon.behaviour = (call, request) -> {
            call.head("200", "application/grpc");
            call.data(Unpooled.buffer().writeByte(0).writeInt(MAX_ANSWER + 1).writeZero(10), false);
        };
        assertThat(failure(client.portRange()).failure()).isEqualTo(Failure.TOO_BIG);
    }

    @Test
    void refusesAnAnswerThatNeverEnds() {
        daemon.behaviour = (call, request) -> {
            call.head("200", "application/grpc");
            call.data(Unpooled.buffer().writeByte(0).writeInt(10), false);
            for (int i = 0; i < 20; i++) {
                call.data(Unpooled.buffer().writeZero(8 * 1024), false);
            }
        };
        assertThat(failure(client.portRange()).failure()).isEqualTo(Failure.TOO_BIG);
    }

    @Test
    void refusesNonsense() {
        List<FakeDaemon.Behaviour> nonsense = new ArrayList<>();
        nonsense.add((call, request) -> call.head("404", "application/grpc"));
        nonsense.add((call, request) -> call.head("200", "text/html"));
        nonsense.add((call, request) -> {
            call.head("200", "application/grpc");
            call.data(FakeDaemon.frame(new byte[] {1, 2}), true);
        });
        nonsense.add((call, request) -> {
            call.head("200", "application/grpc");
            call.trailers(null, null);
        });
        nonsense.add((call, request) -> {
            call.head("200", "application/grpc");
            call.trailers("zero", null);
        });
        nonsense.add((call, request) -> {
            call.head("200", "application/grpc");
            call.trailers("0", null);
        });
        nonsense.add((call, request) -> {
            call.head("200", "application/grpc");
            call.data(Unpooled.buffer().writeByte(0).writeInt(5).writeZero(4), false);
            call.trailers("0", null);
        });
        nonsense.add((call, request) -> {
            call.head("200", "application/grpc");
            call.data(Unpooled.buffer().writeByte(1).writeInt(1).writeZero(1), false);
            call.trailers("0", null);
        });
        nonsense.add((call, request) -> call.succeed(new byte[] {0x0A, 0x7F}));
        for (int i = 0; i < nonsense.size(); i++) {
            daemon.behaviour = nonsense.get(i);
            assertThat(failure(client.portRange()).failure()).as("nonsense %d", i).isEqualTo(Failure.NONSENSE);
        }
        daemon.behaviour = DaemonClientTest::golden;
        assertThat(client.portRange().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join().start())
                .isEqualTo(1024);
    }

    @Test
    void survivesAServerThatSpeaksNoHttp2() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            DaemonClient lost = client((InetSocketAddress) server.getLocalSocketAddress(), Duration.ofSeconds(5));
            CompletableFuture<PortRangeResponse> call = lost.portRange().toCompletableFuture();
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                assertThat(failure(call).failure()).isIn(Failure.NONSENSE, Failure.UNREACHABLE);
            }
            lost.close();
        }
    }

    @Test
    void callsFromManyThreadsAllEnd() throws InterruptedException, ExecutionException, TimeoutException, IOException {
        List<CompletableFuture<?>> calls = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                for (int j = 0; j < 25; j++) {
                    synchronized (calls) {
                        calls.add(client.portRange().toCompletableFuture());
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0])).get(20, TimeUnit.SECONDS);
        assertThat(daemon.connections.get()).isEqualTo(1);
    }
}
