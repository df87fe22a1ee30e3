package org.pleach.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.nats.client.AuthHandler;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.Subscription;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pleach.auth.Authenticator;
import org.pleach.auth.PublicNkey;

/** Users with nkeys, as jnats is one. */
class NkeyTest {

    private static final Duration WAIT = Duration.ofSeconds(10);

    /** An nkey whose private half signs, or that claims to be another one. */
    private record Holder(NKey key, char[] claimed) implements AuthHandler {

        private static Holder fresh() throws Exception {
            NKey key = NKey.createUser(new SecureRandom());
            return new Holder(key, key.getPublicKey());
        }

        private String text() {
            return new String(claimed);
        }

        @Override
        public byte[] sign(byte[] nonce) {
            try {
                return key.sign(nonce);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public char[] getID() {
            return claimed;
        }

        @Override
        public char[] getJWT() {
            return null;
        }
    }

    private static Connection connect(LoopbackServer server, AuthHandler handler) throws Exception {
        return Nats.connect(server.options().authHandler(handler).build());
    }

    @Test
    void letsInWhoHasThePrivateHalfWithItsPermissions() throws Exception {
        Holder ann = Holder.fresh();
        Holder bob = Holder.fresh();
        try (LoopbackServer server = new LoopbackServer("authorization.users = [ { nkey: " + ann.text() + " }, { nkey: "
                + bob.text() + ", permissions: { publish: { deny: [\"no\"] } } } ]", 2);
                Connection ofAnn = connect(server, ann);
                Connection ofBob = connect(server, bob)) {
            Subscription all = ofAnn.subscribe(">");
            ofAnn.flush(WAIT);
            ofBob.publish("no", new byte[0]);
            ofBob.publish("yes", new byte[0]);

            assertThat(all.nextMessage(WAIT).getSubject()).isEqualTo("yes");
            assertThat(server.server().connections()).extracting(ConnectionSnapshot::user)
                    .containsExactlyInAnyOrder(ann.text(), bob.text());
        }
    }

    @Test
    void keepsOutWhoClaimsAnothersNkey() throws Exception {
        Holder ann = Holder.fresh();
        try (LoopbackServer server = new LoopbackServer("authorization.users = [ { nkey: " + ann.text() + " } ]")) {
            Holder thief = new Holder(Holder.fresh().key(), ann.claimed());

            assertThatThrownBy(() -> connect(server, thief)).isInstanceOf(AuthenticationException.class);
            assertThatThrownBy(() -> connect(server, Holder.fresh())).isInstanceOf(AuthenticationException.class);
            assertThatThrownBy(() -> Nats.connect(server.options().userInfo(ann.text(), "").build()))
                    .isInstanceOf(AuthenticationException.class);
            assertThat(server.count(BrokerCounter.AUTHORIZATION_VIOLATIONS)).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void keepsAccountsOfNkeysApart() throws Exception {
        Holder ann = Holder.fresh();
        Holder bob = Holder.fresh();
        try (LoopbackServer server = new LoopbackServer("accounts { A { users = [ { nkey: " + ann.text()
                + " } ] }, B { users = [ { nkey: " + bob.text() + " } ] } }");
                Connection ofAnn = connect(server, ann);
                Connection ofBob = connect(server, bob)) {
            Subscription ofOthers = ofBob.subscribe(">");
            ofBob.flush(WAIT);
            ofAnn.publish("x", new byte[0]);
            ofAnn.flush(WAIT);
            ofBob.publish("own", new byte[0]);

            assertThat(ofOthers.nextMessage(WAIT).getSubject()).isEqualTo("own");
        }
    }

    @Test
    void closesConnectionsOfAnNkeyThatIsTakenAway() throws Exception {
        Holder ann = Holder.fresh();
        Holder bob = Holder.fresh();
        String others = "{ nkey: " + bob.text() + " }";
        try (LoopbackServer server = new LoopbackServer("authorization.users = [ { nkey: " + ann.text() + " }, " + others + " ]");
                Connection ofAnn = connect(server, ann);
                Connection ofBob = connect(server, bob)) {
            server.server().reload(BrokerOptions.from(ConfigFactory.parseString(
                    "listen: \"127.0.0.1:-1\", authorization.users = [ " + others + " ]")));

            await().atMost(WAIT).until(() -> ofAnn.getStatus() == Connection.Status.CLOSED);
            ofBob.flush(WAIT);
        }
    }

    @Test
    void givesAnAuthenticatorWhatItNeedsToCheckAnNkey() throws Exception {
        Holder ann = Holder.fresh();
        Authenticator own = shown -> shown.nkey() != null && PublicNkey.ofUser(shown.nkey()).verifies(shown.nonce().getBytes(),
                java.util.Base64.getUrlDecoder().decode(shown.signature()))
                ? Optional.of(new Authenticator.Identity("Ann", "$G")) : Optional.empty();
        try (LoopbackServer server = new LoopbackServer("")) {
            server.server().authenticators(java.util.List.of(own));
            try (Connection connection = connect(server, ann)) {
                connection.flush(WAIT);
                assertThat(server.server().connections().get(0).user()).isEqualTo("Ann");
            }
        }
    }

    @Test
    void namesTheLineOfABadNkey() {
        assertThatThrownBy(() -> BrokerOptions.from(ConfigFactory.parseString("\nauthorization {\n users = [\n { nkey: UX } ] }")))
                .isInstanceOf(ConfigException.BadValue.class).hasMessageContaining("4").hasMessageContaining("public nkey of a user");
    }
}
