package org.pleach.broker.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pleach.broker.BrokerCounter;
import org.pleach.counters.Counters;
import org.pleach.network.NativeNetwork;
import org.pleach.path.IsdAs;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.Transport;
import org.pleach.transport.tcp.TcpTransport;

class ListeningTest {

    private static final Duration WAIT = Duration.ofSeconds(10);

    private final NativeNetwork network = NativeNetwork.open(1, "listening-test");
    private final Transports transports = new Transports();
    private final Counters<BrokerCounter> counters = new Counters<>("broker", BrokerCounter.class);

    @AfterEach
    void stop() {
        network.close();
    }

    @ChannelHandler.Sharable
    private static final class Nothing extends ChannelInboundHandlerAdapter { }

    private static final class FakeTransport implements Transport {
        private final String name;
        private final List<CompletableFuture<Listener>> attempts = new ArrayList<>();
        private int closed;

        FakeTransport(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean listensOn(ListenRequest request) {
            return request.purpose() == Purpose.ROUTE;
        }

        @Override
        public boolean connectsTo(Endpoint endpoint) {
            return endpoint.host().equals(name);
        }

        @Override
        public synchronized CompletionStage<Listener> listen(ListenRequest request) {
            CompletableFuture<Listener> attempt = new CompletableFuture<>();
            attempts.add(attempt);
            return attempt;
        }

        synchronized int attempts() {
            return attempts.size();
        }

        synchronized void succeed(int attempt, Endpoint endpoint) {
            attempts.get(attempt).complete(new Listener() {
                @Override
                public Endpoint endpoint() {
                    return endpoint;
                }

                @Override
                public String transport() {
                    return name;
                }

                @Override
                public CompletionStage<Void> close() {
                    closed++;
                    return CompletableFuture.completedFuture(null);
                }
            });
        }

        @Override
        public CompletionStage<Channel> connect(ConnectRequest request) {
            return CompletableFuture.failedFuture(new ConnectException("reached " + name));
        }
    }

    private EndpointListening open(Endpoint endpoint) {
        return EndpointListening.open(transports, network, counters,
                new Transport.ListenRequest(Transport.Purpose.ROUTE, endpoint, new Nothing()));
    }

    @Test
    void opensAPortOnEveryTransportThatServesTheEndpoint() {
        FakeTransport one = new FakeTransport("one");
        FakeTransport two = new FakeTransport("two");
        transports.add(one, 0);
        transports.add(two, 0);
        EndpointListening listening = open(Endpoint.of("0.0.0.0", 0));
        assertThat(listening.firstAttempt().toCompletableFuture()).isNotDone();
        one.succeed(0, Endpoint.of("::", 4248));
        assertThat(listening.firstAttempt().toCompletableFuture()).as("the other is still at it").isNotDone();
        Endpoint scion = new Endpoint("", IsdAs.parse("18-ffaa:1:10bf"), "127.0.0.1", 4248, null);
        two.succeed(0, scion);
        assertThat(listening.firstAttempt().toCompletableFuture()).isCompleted();
        assertThat(listening.listeners()).extracting(each -> each.endpoint().hostPort())
                .containsExactly("0.0.0.0:4248", "18-ffaa:1:10bf,127.0.0.1:4248");
    }

    @Test
    void triesAgainWhenAPortCannotBeOpened() {
        FakeTransport transport = new FakeTransport("one");
        transports.add(transport, 0);
        EndpointListening listening = open(Endpoint.of("0.0.0.0", 4248));
        transport.attempts.get(0).completeExceptionally(new IOException("the daemon is down"));
        assertThat(listening.firstAttempt().toCompletableFuture()).isCompleted();
        await().atMost(WAIT).until(() -> transport.attempts() == 2);
        transport.succeed(1, Endpoint.of("0.0.0.0", 4248));
        assertThat(listening.listeners()).hasSize(1);
        assertThat(counters.get(BrokerCounter.LISTEN_FAILURES)).isOne();
    }

    @Test
    void tellsThatSomebodyElseHasThePort() {
        FakeTransport transport = new FakeTransport("one");
        transports.add(transport, 0);
        EndpointListening listening = open(Endpoint.of("0.0.0.0", 4248));
        transport.attempts.get(0).completeExceptionally(new IOException("listen one", new BindException("in use")));
        assertThatThrownBy(() -> listening.firstAttempt().toCompletableFuture().join())
                .hasCauseInstanceOf(BindException.class).hasMessageContaining("in use");
        listening.close();
    }

    @Test
    void followsTransportsThatComeAndGo() {
        EndpointListening listening = open(Endpoint.of("0.0.0.0", 4248));
        assertThat(listening.firstAttempt().toCompletableFuture()).as("no transport yet").isNotDone();
        FakeTransport transport = new FakeTransport("one");
        transports.add(transport, 0);
        transport.succeed(0, Endpoint.of("0.0.0.0", 4248));
        assertThat(listening.firstAttempt().toCompletableFuture()).isCompleted();
        transports.remove(transport);
        assertThat(listening.listeners()).isEmpty();
        assertThat(transport.closed).isOne();
        transports.add(transport, 0);
        transport.succeed(1, Endpoint.of("0.0.0.0", 4248));
        listening.close();
        assertThat(transport.closed).isEqualTo(2);
        transports.remove(transport);
        assertThat(transport.attempts()).as("closed for good").isEqualTo(2);
    }

    @Test
    void closesAPortThatOpensTooLate() {
        FakeTransport transport = new FakeTransport("one");
        transports.add(transport, 0);
        EndpointListening listening = open(Endpoint.of("0.0.0.0", 4248));
        listening.close();
        transport.succeed(0, Endpoint.of("0.0.0.0", 4248));
        assertThat(transport.closed).isOne();
    }

    @Test
    void connectsThroughTheHighestRankedTransportThatCan() {
        transports.add(new FakeTransport("other"), 9);
        transports.add(new FakeTransport("host"), 1);
        assertThatThrownBy(() -> transports.connect(new Transport.ConnectRequest(Transport.Purpose.ROUTE,
                Endpoint.of("host", 1), new Nothing(), 1000)).toCompletableFuture().join())
                .hasMessageContaining("reached host");
        assertThatThrownBy(() -> transports.connect(new Transport.ConnectRequest(Transport.Purpose.ROUTE,
                Endpoint.of("nowhere", 1), new Nothing(), 1000)).toCompletableFuture().join())
                .hasCauseInstanceOf(ConnectException.class).hasMessageContaining("[other, host]");
    }

    @Test
    void opensAPortOnceItIsFree() throws Exception {
        try (TcpTransport tcp = new TcpTransport(network)) {
            transports.add(tcp, 0);
            ServerSocket taken = new ServerSocket(0);
            EndpointListening listening = open(Endpoint.of("0.0.0.0", taken.getLocalPort()));
            assertThatThrownBy(() -> listening.firstAttempt().toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(BindException.class);
            assertThat(listening.listeners()).isEmpty();
            taken.close();
            await().atMost(WAIT).until(() -> listening.listeners().size() == 1);
            listening.close();
        }
    }
}
