package org.pleach.broker.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.pleach.auth.Authenticator;
import org.pleach.auth.Permissions;
import org.pleach.broker.BrokerCounter;
import org.pleach.broker.EmbeddedServer;

/** Connections while it is found out who they are, and while nobody is there to find out. */
class LateAuthenticationTest {

    private static final String CONNECT = "CONNECT {\"verbose\":false,\"user\":\"u\",\"pass\":\"p\"}\r\n";

    /** Answers when the test says so. */
    private static final class SlowAuthenticator implements Authenticator {

        private final CompletableFuture<Optional<Identity>> answer = new CompletableFuture<>();

        @Override
        public Optional<Identity> authenticate(Credentials credentials) {
            throw new IllegalStateException("expected to be asked for a later answer");
        }

        @Override
        public CompletionStage<Optional<Identity>> authenticateLater(Credentials credentials) {
            return answer;
        }
    }

    private final SlowAuthenticator slow = new SlowAuthenticator();

    @Test
    void keepsWhatComesUntilTheAnswerIsThere() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("", slow).connect()) {
            server.sent();
            server.receive(CONNECT + "SUB foo 1\r\nPUB fo");
            server.receive("o 2\r\nhi\r\nPING\r\n");
            assertThat(server.sent()).isEmpty();

            slow.answer.complete(Optional.of(new Authenticator.Identity("Ann", "A")));
            assertThat(server.sent()).isEqualTo("MSG foo 1 2\r\nhi\r\nPONG\r\n");
            assertThat(server.server().connections().get(0).account()).isEqualTo("A");
        }
    }

    @Test
    void letsStayOnlyAsLongAndHaveOnlyAsMuchAsTheAnswerSays() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("", slow).connect()) {
            server.sent();
            server.receive(CONNECT + "SUB a 1\r\nSUB b 2\r\nPUB c 3\r\nabc\r\nPING\r\n");
            long now = server.server().network().currentTimeMillis();
            slow.answer.complete(Optional.of(new Authenticator.Identity("Ann", "A", null,
                    new Authenticator.Terms(1, 3, Instant.ofEpochMilli(now + 60_000)))));
            assertThat(server.sent()).isEqualTo("-ERR 'maximum subscriptions exceeded'\r\nPONG\r\n");

            server.advance(Duration.ofSeconds(59));
            server.receive("PING\r\n");
            assertThat(server.sent()).endsWith("PONG\r\n").doesNotContain("-ERR");
            server.advance(Duration.ofSeconds(1));
            assertThat(server.sent()).isEqualTo("-ERR 'User Authentication Expired'\r\n<closed>");
            assertThat(server.server().counters().get(BrokerCounter.AUTHENTICATIONS_EXPIRED)).isOne();
        }
    }

    @Test
    void refusesAMessageThatIsLongerThanTheAnswerSays() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("", slow).connect()) {
            server.sent();
            slow.answer.complete(Optional.of(new Authenticator.Identity("Ann", "A", null, new Authenticator.Terms(-1, 3, null))));
            server.receive(CONNECT + "PUB c 4\r\nabcd\r\n");

            assertThat(server.sent()).isEqualTo("-ERR 'Maximum Payload Violation'\r\n<closed>");
        }
    }

    @Test
    void keepsOutWhoIsNotKnownAndDropsWhatItSaid() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("", slow).connect()) {
            server.sent();
            server.receive(CONNECT + "SUB foo 1\r\nPING\r\n");
            slow.answer.complete(Optional.empty());

            assertThat(server.sent()).isEqualTo("-ERR 'Authorization Violation'\r\n<closed>");
            assertThat(server.server().globalAccount().subscriptions()).isZero();
        }
    }

    @Test
    void takesAFailureAsARefusal() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("", slow).connect()) {
            server.sent();
            server.receive(CONNECT);
            slow.answer.completeExceptionally(new IllegalStateException("down"));

            assertThat(server.sent()).isEqualTo("-ERR 'Authorization Violation'\r\n<closed>");
        }
    }

    @Test
    void givesUpAfterTheTimeOutAndTellsTheAuthenticator() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("authorization.timeout: 3s", slow).connect()) {
            server.sent();
            server.receive(CONNECT);
            server.advance(Duration.ofSeconds(4));

            assertThat(server.sent()).isEqualTo("-ERR 'Authentication Timeout'\r\n<closed>");
            assertThat(slow.answer).isCancelled();
        }
    }

    @Test
    void boundsWhatItKeeps() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("", slow).connect()) {
            server.sent();
            server.receive(CONNECT);
            for (int i = 0; i < 20 && server.channel().isOpen(); i++) {
                server.receive("PUB foo 65536\r\n" + "x".repeat(65536) + "\r\n");
            }

            assertThat(server.sent()).isEqualTo("-ERR 'Authorization Violation'\r\n<closed>");
        }
    }

    @Test
    void takesPermissionsFromAnAuthenticator() throws Exception {
        Authenticator limited = credentials -> Optional.of(new Authenticator.Identity("Ann", "$G",
                new Permissions(List.of("ok"), null, null, null, null)));
        try (EmbeddedServer server = new EmbeddedServer("", limited).connect()) {
            server.sent();
            server.receive(CONNECT + "PUB ok 0\r\n\r\nPUB no 0\r\n\r\n");

            assertThat(server.sent()).isEqualTo("-ERR 'Permissions Violation for Publish to \"no\"'\r\n");
            assertThat(server.server().counters().get(BrokerCounter.PUBLISH_VIOLATIONS)).isOne();
        }
    }

    @Test
    void letsNobodyInWhileTheOnlyAuthenticatorIsReplaced() throws Exception {
        Authenticator ann = credentials -> Optional.of(new Authenticator.Identity("Ann", "$G"));
        try (EmbeddedServer server = new EmbeddedServer("", ann)) {
            server.server().authenticators(List.of());
            server.connect();
            assertThat(server.sent()).contains("\"auth_required\":true");
            server.receive(CONNECT);

            assertThat(server.sent()).isEqualTo("-ERR 'Authorization Violation'\r\n<closed>");
        }
    }

    @Test
    void letsNobodyInBeforeTheRequiredAuthenticatorIsThere() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("authorization.authenticator_required: true").connect()) {
            server.sent();
            server.receive(CONNECT);

            assertThat(server.sent()).isEqualTo("-ERR 'Authorization Violation'\r\n<closed>");
        }
    }
}
