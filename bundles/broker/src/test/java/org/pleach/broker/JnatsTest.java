package org.pleach.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What jnats expects of a server, on one event loop and on three. */
class JnatsTest {

    private static final Duration WAIT = Duration.ofSeconds(10);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private LoopbackServer server(String config, int eventLoops) throws Exception {
        LoopbackServer server = new LoopbackServer(config, eventLoops);
        open.add(server);
        return server;
    }

    private Connection connect(LoopbackServer server) throws Exception {
        return connect(server.options().build());
    }

    private Connection connect(Options options) throws Exception {
        Connection connection = Nats.connect(options);
        open.add(connection);
        return connection;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Message message) {
        return message == null ? null : new String(message.getData(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void deliversInOrderToEverySubscriber(int eventLoops) throws Exception {
        LoopbackServer server = server("", eventLoops);
        Connection publisher = connect(server);
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Connection subscriber = connect(server);
            subscriptions.add(subscriber.subscribe("orders.*"));
            subscriber.flush(WAIT);
        }
        for (int i = 0; i < 20_000; i++) {
            publisher.publish("orders." + i % 7, bytes(Integer.toString(i)));
        }
        for (Subscription subscription : subscriptions) {
            for (int i = 0; i < 20_000; i++) {
                assertThat(text(subscription.nextMessage(WAIT))).isEqualTo(Integer.toString(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void matchesWildcards(int eventLoops) throws Exception {
        LoopbackServer server = server("", eventLoops);
        Connection publisher = connect(server);
        Connection subscriber = connect(server);
        Subscription star = subscriber.subscribe("a.*.c");
        Subscription tail = subscriber.subscribe("a.>");
        Subscription all = subscriber.subscribe(">");
        Subscription literal = subscriber.subscribe("a.b.c");
        subscriber.flush(WAIT);
        for (String subject : List.of("a.b.c", "a.x.c", "a.b", "a", "b", "a.b.c.d")) {
            publisher.publish(subject, bytes(subject));
        }
        publisher.flush(WAIT);
        assertThat(subjects(subscriber, star)).containsExactly("a.b.c", "a.x.c");
        assertThat(subjects(subscriber, tail)).containsExactly("a.b.c", "a.x.c", "a.b", "a.b.c.d");
        assertThat(subjects(subscriber, all)).containsExactly("a.b.c", "a.x.c", "a.b", "a", "b", "a.b.c.d");
        assertThat(subjects(subscriber, literal)).containsExactly("a.b.c");
    }

    private static List<String> subjects(Connection connection, Subscription subscription) throws Exception {
        connection.flush(WAIT);
        List<String> subjects = new ArrayList<>();
        for (Message message = subscription.nextMessage(Duration.ofMillis(200)); message != null;
                message = subscription.nextMessage(Duration.ofMillis(1))) {
            subjects.add(message.getSubject());
        }
        return subjects;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void deliversToOneMemberOfAQueueGroup(int eventLoops) throws Exception {
        LoopbackServer server = server("", eventLoops);
        AtomicInteger[] taken = new AtomicInteger[3];
        AtomicInteger other = new AtomicInteger();
        AtomicInteger plain = new AtomicInteger();
        for (int i = 0; i < taken.length; i++) {
            AtomicInteger mine = taken[i] = new AtomicInteger();
            Connection member = connect(server);
            member.createDispatcher(message -> mine.incrementAndGet()).subscribe("work", "group");
            member.createDispatcher(message -> other.incrementAndGet()).subscribe("work", "other");
            member.flush(WAIT);
        }
        Connection publisher = connect(server);
        publisher.createDispatcher(message -> plain.incrementAndGet()).subscribe("work");
        publisher.flush(WAIT);
        for (int i = 0; i < 3000; i++) {
            publisher.publish("work", bytes("x"));
        }
        await().atMost(WAIT).untilAsserted(() -> {
            assertThat(taken[0].get() + taken[1].get() + taken[2].get()).isEqualTo(3000);
            assertThat(other).hasValue(3000);
            assertThat(plain).hasValue(3000);
        });
        for (AtomicInteger each : taken) {
            assertThat(each.get()).as("spread over the members").isBetween(600, 1400);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void carriesRequestsAndReplies(int eventLoops) throws Exception {
        LoopbackServer server = server("", eventLoops);
        Connection responder = connect(server);
        responder.createDispatcher(message -> responder.publish(message.getReplyTo(), message.getData())).subscribe("echo");
        responder.flush(WAIT);
        Connection requester = connect(server);
        for (int i = 0; i < 500; i++) {
            assertThat(text(requester.request("echo", bytes("n" + i), WAIT))).isEqualTo("n" + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void tellsARequesterThatNobodyResponds(int eventLoops) throws Exception {
        LoopbackServer server = server("", eventLoops);
        Connection requester = connect(server);
        assertThatThrownBy(() -> requester.request("nobody", bytes("x")).get(10, TimeUnit.SECONDS))
                .isInstanceOf(CancellationException.class);
        Connection reporting = connect(server.options().reportNoResponders().build());
        assertThatThrownBy(() -> reporting.request("nobody", bytes("x")).get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class).hasMessageContaining("503");
        assertThat(server.count(BrokerCounter.NO_RESPONDERS)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void carriesHeaders(int eventLoops) throws Exception {
        LoopbackServer server = server("", eventLoops);
        Connection subscriber = connect(server);
        Subscription subscription = subscriber.subscribe("h");
        subscriber.flush(WAIT);
        connect(server).publish(NatsMessage.builder().subject("h").replyTo("r").data("body")
                .headers(new Headers().add("A", "1", "2").add("B", "3")).build());
        Message message = subscription.nextMessage(WAIT);
        assertThat(message.getHeaders().get("A")).containsExactly("1", "2");
        assertThat(message.getHeaders().getFirst("B")).isEqualTo("3");
        assertThat(message.getReplyTo()).isEqualTo("r");
        assertThat(text(message)).isEqualTo("body");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void doesNotEchoToAConnectionThatDoesNotWantIt(int eventLoops) throws Exception {
        LoopbackServer server = server("", eventLoops);
        Connection mute = connect(server.options().noEcho().build());
        Connection other = connect(server);
        Subscription own = mute.subscribe("e");
        Subscription others = other.subscribe("e");
        mute.flush(WAIT);
        other.flush(WAIT);
        mute.publish("e", bytes("x"));
        other.publish("e", bytes("y"));
        assertThat(text(own.nextMessage(WAIT))).isEqualTo("y");
        assertThat(List.of(text(others.nextMessage(WAIT)), text(others.nextMessage(WAIT)))).containsExactlyInAnyOrder("x", "y");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void worksWithVerbosePedanticClients(int eventLoops) throws Exception {
        LoopbackServer server = server("", eventLoops);
        Connection connection = connect(server.options().verbose().pedantic().build());
        Subscription subscription = connection.subscribe("v");
        for (int i = 0; i < 100; i++) {
            connection.publish("v", bytes("x" + i));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(text(subscription.nextMessage(WAIT))).isEqualTo("x" + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void endsASubscriptionAfterItsLastMessage(int eventLoops) throws Exception {
        LoopbackServer server = server("", eventLoops);
        Connection subscriber = connect(server);
        Subscription subscription = subscriber.subscribe("u");
        subscription.unsubscribe(5);
        subscriber.flush(WAIT);
        Connection publisher = connect(server);
        for (int i = 0; i < 20; i++) {
            publisher.publish("u", bytes("x"));
        }
        publisher.flush(WAIT);
        await().atMost(WAIT).until(() -> server.server().totals().subscriptions() == 0);
        assertThat(server.server().totals().outMessages()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void carriesMessagesOfAllSizes(int eventLoops) throws Exception {
        LoopbackServer server = server("max_payload: 8MB, max_pending: 64MB", eventLoops);
        Connection subscriber = connect(server);
        Subscription subscription = subscriber.subscribe("size");
        subscription.setPendingLimits(-1, -1);
        subscriber.flush(WAIT);
        Connection publisher = connect(server);
        int[] sizes = {0, 1, 127, 1000, 4095, 4096, 32_000, 65_520, 65_536, 65_537, 131_072, 500_000, 1_048_576, 6_000_000};
        for (int size : sizes) {
            byte[] data = new byte[size];
            for (int i = 0; i < size; i++) {
                data[i] = (byte) (i * 31 + size);
            }
            publisher.publish("size", data);
        }
        for (int size : sizes) {
            byte[] data = subscription.nextMessage(WAIT).getData();
            assertThat(data).hasSize(size);
            for (int i = 0; i < size; i++) {
                if (data[i] != (byte) (i * 31 + size)) {
                    throw new AssertionError("byte " + i + " of " + size);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void drainsWithoutLoss(int eventLoops) throws Exception {
        LoopbackServer server = server("", eventLoops);
        Connection subscriber = connect(server);
        AtomicInteger count = new AtomicInteger();
        Dispatcher dispatcher = subscriber.createDispatcher(message -> count.incrementAndGet());
        dispatcher.subscribe("d");
        subscriber.flush(WAIT);
        Connection publisher = connect(server);
        for (int i = 0; i < 1000; i++) {
            publisher.publish("d", bytes("x"));
        }
        publisher.flush(WAIT);
        assertThat(subscriber.drain(WAIT).get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(count).hasValue(1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void servesManyConnections(int eventLoops) throws Exception {
        LoopbackServer server = server("", eventLoops);
        List<Connection> connections = new ArrayList<>();
        AtomicInteger count = new AtomicInteger();
        for (int i = 0; i < 60; i++) {
            Connection connection = connect(server);
            connection.createDispatcher(message -> count.incrementAndGet()).subscribe("all").subscribe("own." + i);
            connection.flush(WAIT);
            connections.add(connection);
        }
        for (int i = 0; i < connections.size(); i++) {
            connections.get(i).publish("all", bytes("x"));
            connections.get(i).publish("own." + (i + 1) % connections.size(), bytes("x"));
        }
        await().atMost(WAIT).until(() -> count.get() == 60 * 60 + 60);
        assertThat(server.server().connections()).hasSize(60);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void seesEverySubscriptionMadeBeforeAFlush(int eventLoops) throws Exception {
        LoopbackServer server = server("", eventLoops);
        Connection publisher = connect(server);
        Connection subscriber = connect(server);
        for (int i = 0; i < 300; i++) {
            Subscription subscription = subscriber.subscribe("s." + i);
            subscriber.flush(WAIT);
            publisher.publish("s." + i, bytes("x"));
            assertThat(subscription.nextMessage(WAIT)).as("round %d", i).isNotNull();
            subscription.unsubscribe();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void refusesAWrongPassword(int eventLoops) throws Exception {
        LoopbackServer server = server("authorization { user: ann, password: right }", eventLoops);
        assertThatThrownBy(() -> Nats.connect(server.options().userInfo("ann", "wrong")
                .connectionTimeout(Duration.ofSeconds(1)).build()))
                .hasMessageContaining("Authorization Violation");
        connect(server.options().userInfo("ann", "right").build()).flush(WAIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void hasNoJetStreamAndSaysSo(int eventLoops) throws Exception {
        LoopbackServer server = server("", eventLoops);
        Connection connection = connect(server);
        assertThatThrownBy(() -> connection.jetStreamManagement().getStreams())
                .satisfiesAnyOf(e -> assertThat(e).isInstanceOf(java.io.IOException.class),
                        e -> assertThat(e).isInstanceOf(JetStreamApiException.class));
    }
}
