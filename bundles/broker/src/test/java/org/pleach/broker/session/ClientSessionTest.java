package org.pleach.broker.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pleach.auth.Authenticator;
import org.pleach.broker.BrokerCounter;
import org.pleach.broker.ConnectionSnapshot;
import org.pleach.broker.EmbeddedServer;
import org.pleach.broker.loop.WriteGate;

class ClientSessionTest {

    private static final String CONNECT = "CONNECT {\"verbose\":false,\"protocol\":1,\"name\":\"n\",\"lang\":\"java\",\"version\":\"2\"}\r\n";

    @Test
    void greetsWithInfo() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("server_name: s1, port: 4333, max_payload: 1000").connect()) {
            assertThat(server.sent()).startsWith("INFO {\"server_id\":\"N").endsWith("}\r\n")
                    .contains("\"server_name\":\"s1\"", "\"version\":\"0.1.0\"", "\"proto\":1", "\"host\":\"0.0.0.0\"",
                            "\"port\":4333", "\"headers\":true", "\"max_payload\":1000", "\"client_id\":1",
                            "\"client_ip\":\"10.0.0.7\"")
                    .doesNotContain("auth_required", "connect_urls", "cluster");
            assertThat(server.server().identity().id()).matches("N[A-Z2-7]{55}");
        }
    }

    @Test
    void sendsInfoAfterTheFirstPongAndNotAgain() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("").connect()) {
            server.sent();
            server.receive(CONNECT + "PING\r\nPING\r\n");
            assertThat(server.sent()).matches("(?s)PONG\r\nINFO \\{.*\"connect_info\":true.*}\r\nPONG\r\n");
        }
    }

    @Test
    void tellsClientsWhereElseTheClusterTakesThem() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("").connect()) {
            server.sent();
            server.server().advertise("other", List.of("10.0.0.2:4222"));
            assertThat(server.sent()).as("not before its first PONG").isEmpty();
            server.receive(CONNECT + "PING\r\n");
            assertThat(server.sent()).contains("\"connect_urls\":[\"10.0.0.2:4222\"]");
            server.server().advertise("other", List.of("10.0.0.2:4222"));
            assertThat(server.sent()).as("nothing has changed").isEmpty();
            server.server().advertise("other", List.of());
            assertThat(server.sent()).startsWith("INFO ").doesNotContain("connect_urls");
            server.server().clusterName("c1");
            assertThat(server.sent()).startsWith("INFO ").contains("\"cluster\":\"c1\"");
        }
    }

    @Test
    void tracesASecretOfAnyLength() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("trace: true, max_control_line: 1000000").connect()) {
            server.sent();
            server.receive("CONNECT {\"verbose\":false,\"jwt\":\"" + "a\\\"".repeat(200_000) + "\"}\r\nPING\r\n");
            assertThat(server.sent()).startsWith("PONG\r\n");
            assertThat(server.server().counters().get(BrokerCounter.INTERNAL_ERRORS)).isZero();
        }
    }

    @Test
    void closesAConnectionThatDoesNotAnswerPings() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("ping_interval: 60s, ping_max: 2").connect()) {
            server.sent();
            server.receive(CONNECT);
            server.advance(Duration.ofSeconds(3));
            assertThat(server.sent()).as("the first one comes early").isEqualTo("PING\r\n");
            server.advance(Duration.ofSeconds(61));
            assertThat(server.sent()).isEqualTo("PING\r\n");
            server.advance(Duration.ofSeconds(61));
            assertThat(server.sent()).isEqualTo("-ERR 'Stale Connection'\r\n<closed>");
            assertThat(server.server().counters().get(BrokerCounter.STALE_CONNECTIONS)).isOne();
        }
    }

    @Test
    void doesNotPingAClientThatTalks() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("ping_interval: 60s").connect()) {
            server.sent();
            server.receive(CONNECT);
            server.advance(Duration.ofSeconds(3));
            server.receive("PONG\r\n");
            assertThat(server.sent()).isEqualTo("PING\r\n");
            for (int i = 0; i < 10; i++) {
                server.advance(Duration.ofSeconds(30));
                server.receive("PUB foo 0\r\n\r\n");
            }
            assertThat(server.sent()).isEmpty();
            assertThat(server.nextSent(Duration.ofSeconds(121))).isEqualTo("PING\r\n");
        }
    }

    @Test
    void measuresTheRoundTrip() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("").connect()) {
            server.receive(CONNECT);
            server.sent();
            assertThat(server.nextSent(Duration.ofSeconds(3))).isEqualTo("PING\r\n");
            server.advance(Duration.ofMillis(7));
            server.receive("PONG\r\n");
            assertThat(server.server().connections().get(0).rttNanos()).isEqualTo(7_000_000);
        }
    }

    @Test
    void describesItsConnections() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("").connect()) {
            server.receive(CONNECT + "SUB foo 1\r\nSUB bar 2\r\nPUB foo 5\r\nhello\r\nPUB nobody 3\r\nabc\r\n");
            server.advance(Duration.ofSeconds(1));
            ConnectionSnapshot connection = server.server().connections().get(0);
            assertThat(connection.id()).isEqualTo(1);
            assertThat(connection.remote().hostPort()).isEqualTo("10.0.0.7:50123");
            assertThat(connection.transport()).isEqualTo("memory");
            assertThat(connection.account()).isEqualTo("$G");
            assertThat(connection.name()).isEqualTo("n");
            assertThat(connection.lang()).isEqualTo("java");
            assertThat(connection.subscriptions()).isEqualTo(2);
            assertThat(connection.inMessages()).isEqualTo(2);
            assertThat(connection.inBytes()).isEqualTo(8);
            assertThat(connection.outMessages()).isEqualTo(1);
            assertThat(connection.outBytes()).isEqualTo(5);
            assertThat(connection.pendingBytes()).isZero();
            assertThat(connection.lastActivityMillis()).isEqualTo(connection.startMillis());
            assertThat(server.server().totals()).extracting("connections", "accepted", "subscriptions", "inMessages",
                    "inBytes", "outMessages", "outBytes").containsExactly(1, 1L, 2, 2L, 8L, 1L, 5L);
        }
    }

    @Test
    void forgetsAConnectionThatHasClosed() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("").connect()) {
            server.receive(CONNECT + "SUB foo 1\r\nSUB foo q 2\r\n");
            server.channel().close();
            server.channel().runPendingTasks();
            assertThat(server.server().connections()).isEmpty();
            assertThat(server.server().totals().subscriptions()).isZero();
            assertThat(server.server().counters().get(BrokerCounter.CLIENTS_CLOSED)).isOne();
        }
    }

    @Test
    void leavesNoneOfManySubscriptionsBehind() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("").connect()) {
            StringBuilder subscriptions = new StringBuilder(CONNECT);
            for (int i = 0; i < 3500; i++) {
                subscriptions.append("SUB a.").append(i).append(' ').append(i).append("\r\n");
            }
            server.receive(subscriptions.toString());
            assertThat(server.server().totals().subscriptions()).isEqualTo(3500);
            server.channel().close();
            server.channel().runPendingTasks();
            assertThat(server.server().totals().subscriptions()).isZero();
        }
    }

    @Test
    void refusesMoreSubscriptionsThanAllowedWithoutClosing() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("max_subscriptions: 2").connect()) {
            server.sent();
            server.receive(CONNECT + "SUB a 1\r\nSUB b 2\r\nSUB c 3\r\nUNSUB 1\r\nSUB c 3\r\nPUB c 1\r\nx\r\n");
            assertThat(server.sent()).isEqualTo("-ERR 'maximum subscriptions exceeded'\r\nMSG c 3 1\r\nx\r\n");
            assertThat(server.server().counters().get(BrokerCounter.MAXIMUM_SUBSCRIPTIONS_REFUSED)).isOne();
        }
    }

    @Test
    void leavesHeadersOutForAClientWithoutHeaders() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("").connect()) {
            server.sent();
            server.receive("CONNECT {\"verbose\":false,\"headers\":true}\r\nSUB foo 1\r\n");
            // The same connection, so that one channel will do: it gives headers up while its message is on the way.
            server.receive("HPUB foo 12 14\r\nNATS/1.0\r\n\r\nhi\r\n");
            server.receive("CONNECT {\"verbose\":false,\"headers\":false}\r\nSUB foo 1\r\nPUB foo 1\r\nx\r\n");
            assertThat(server.sent()).isEqualTo("HMSG foo 1 12 14\r\nNATS/1.0\r\n\r\nhi\r\nMSG foo 1 1\r\nx\r\n");
        }
    }

    @Test
    void letsInWhoKnowsThePassword() throws Exception {
        String config = "authorization { user: ann, password: \"s3cret\", timeout: 1 }";
        try (EmbeddedServer server = new EmbeddedServer(config).connect()) {
            assertThat(server.sent()).contains("\"auth_required\":true");
            server.receive("CONNECT {\"verbose\":true,\"user\":\"ann\",\"pass\":\"s3cret\"}\r\nPING\r\n");
            assertThat(server.sent()).isEqualTo("+OK\r\nPONG\r\n");
            assertThat(server.server().connections().get(0).user()).isEqualTo("ann");
            server.advance(Duration.ofSeconds(1));
            assertThat(server.channel().isOpen()).isTrue();
        }
    }

    @Test
    void keepsOutWhoDoesNotKnowThePassword() throws Exception {
        for (String connect : List.of("{\"user\":\"ann\",\"pass\":\"secret\"}", "{\"user\":\"bob\",\"pass\":\"s3cret\"}",
                "{\"user\":\"ann\"}", "{}", "{\"auth_token\":\"s3cret\"}")) {
            String config = "authorization { users: [ { user: ann, password: \"s3cret\" } ] }";
            try (EmbeddedServer server = new EmbeddedServer(config).connect()) {
                server.sent();
                server.receive("CONNECT " + connect + "\r\nPING\r\nPUB foo 1\r\nx\r\n");
                assertThat(server.sent()).as(connect).isEqualTo("-ERR 'Authorization Violation'\r\n<closed>");
                assertThat(server.server().counters().get(BrokerCounter.AUTHORIZATION_VIOLATIONS)).isOne();
                assertThat(server.server().totals().inMessages()).isZero();
            }
        }
    }

    @Test
    void letsInWhoKnowsTheToken() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("authorization { token: t0ken }").connect()) {
            server.sent();
            server.receive("CONNECT {\"verbose\":false,\"auth_token\":\"t0ken\"}\r\nPING\r\n");
            assertThat(server.sent()).isEqualTo("PONG\r\n");
        }
    }

    @Test
    void takesNothingButConnectWhileCredentialsAreAwaited() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("authorization { token: t0ken }").connect()) {
            server.sent();
            server.receive("PING\r\n");
            assertThat(server.sent()).isEqualTo("-ERR 'Authorization Violation'\r\n<closed>");
        }
    }

    @Test
    void closesAConnectionThatDoesNotSayWhoItIs() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("authorization { token: t0ken, timeout: 3 }").connect()) {
            server.sent();
            server.advance(Duration.ofMillis(2900));
            assertThat(server.channel().isOpen()).isTrue();
            server.advance(Duration.ofMillis(200));
            assertThat(server.sent()).isEqualTo("-ERR 'Authentication Timeout'\r\n<closed>");
            assertThat(server.server().counters().get(BrokerCounter.AUTHENTICATION_TIMEOUTS)).isOne();
        }
    }

    @Test
    void asksAuthenticatorServicesBeforeTheConfiguration() throws Exception {
        Authenticator service = credentials -> "guest".equals(credentials.user())
                ? Optional.of(new Authenticator.Identity("Guest", "GUESTS")) : Optional.empty();
        try (EmbeddedServer server = new EmbeddedServer("authorization { token: t0ken }", service).connect()) {
            server.sent();
            server.receive("CONNECT {\"verbose\":false,\"user\":\"guest\"}\r\nSUB foo 1\r\nPING\r\n");
            assertThat(server.sent()).isEqualTo("PONG\r\n");
            assertThat(server.server().connections().get(0).account()).isEqualTo("GUESTS");
            assertThat(server.server().account("GUESTS").subscriptions()).isEqualTo(1);
            assertThat(server.server().globalAccount().subscriptions()).isZero();
        }
    }

    @Test
    void boundsWhatAFloodOfPingsFromADeafPeerCosts() throws Exception {
        WriteGate gate = new WriteGate();
        try (EmbeddedServer server = new EmbeddedServer("max_payload: 1000, max_pending: 6000").connect(gate)) {
            server.receive(CONNECT);
            gate.shut();
            server.receive("PING\r\n".repeat(800));
            assertThat(server.channel().isOpen()).isTrue();
            server.receive("PING\r\n".repeat(800));
            assertThat(server.channel().isOpen()).isFalse();
            assertThat(server.server().counters().get(BrokerCounter.SLOW_CONSUMERS_MAX_PENDING)).isOne();
            assertThat(server.server().connections()).isEmpty();
        }
    }

    @Test
    void pausesAProducerWhoseReceiverIsFarBehindForAMoment() throws Exception {
        WriteGate gate = new WriteGate();
        try (EmbeddedServer server = new EmbeddedServer("max_payload: 1000, max_pending: 10000").connect(gate)) {
            server.receive(CONNECT + "SUB foo 1\r\n");
            gate.shut();
            server.receive(("PUB foo 900\r\n" + "x".repeat(900) + "\r\n").repeat(10));
            assertThat(server.channel().config().isAutoRead()).isFalse();
            server.advance(Duration.ofMillis(5));
            assertThat(server.channel().config().isAutoRead()).as("the receiver has not caught up").isFalse();
            server.advance(Duration.ofMillis(6));
            assertThat(server.channel().config().isAutoRead()).as("after 10 ms in any case").isTrue();
            server.receive("PUB foo 1\r\nx\r\n");
            assertThat(server.channel().config().isAutoRead()).as("and again").isFalse();
            gate.open();
            server.advance(Duration.ofMillis(2));
            assertThat(server.channel().config().isAutoRead()).as("as soon as it has caught up").isTrue();
            assertThat(server.server().counters().get(BrokerCounter.PRODUCER_STALLS)).as("those near the limit").isOne();
        }
    }

    @Test
    void closesConnectionsWhenItStops() throws Exception {
        EmbeddedServer server = new EmbeddedServer("").connect();
        server.receive(CONNECT);
        server.close();
        assertThat(server.channel().isOpen()).isFalse();
    }

    @Test
    void doesNotPutWhatAClientSaysIntoTheLogUnchanged() {
        ConnectionLog log = new ConnectionLog("1.2.3.4:5", 6);
        log.identified(org.pleach.protocol.ConnectOptions.builder().name("a\r\n[INF] forged\"").build(), "$G", null);
        assertThat(log.prefix()).isEqualTo("1.2.3.4:5 - cid:6 - \"a??[INF] forged?\"");
    }
}
