package org.pleach.broker.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pleach.broker.AccountOptions.Destination;
import org.pleach.broker.AccountOptions.Mapping;
import org.pleach.broker.AccountOptions.Responses;
import org.pleach.broker.claims.UserLimits.TimeRange;
import org.pleach.broker.operator.Golden;
import org.pleach.broker.operator.Issuer;

/** Tokens that the Go library made, and such that it would not. */
class ClaimsTest {

    @Test
    void readsAnOperator() throws Exception {
        OperatorClaims operator = OperatorClaims.read(Golden.get("operator.token"));

        assertThat(operator.head().name()).isEqualTo("Orchard");
        assertThat(operator.systemAccount()).isEqualTo(Golden.get("sys.key"));
        assertThat(operator.trusted()).containsExactly(Golden.get("operator.key"), Golden.get("operator.signer.key"));
    }

    @Test
    void readsAFileWithATitle() throws Exception {
        assertThat(OperatorClaims.read("-----BEGIN NATS OPERATOR JWT-----\n" + Golden.get("operator.token")
                + "\n------END NATS OPERATOR JWT------\n")).isEqualTo(OperatorClaims.read(Golden.get("operator.token") + "\n"));
    }

    @Test
    void readsAnAccount() throws Exception {
        AccountClaims shop = AccountClaims.read(Golden.get("shop.token"));

        assertThat(shop.head().name()).isEqualTo("Shop");
        assertThat(shop.head().tags()).containsExactly("region:eu");
        assertThat(shop.head().issuer()).isEqualTo(Golden.get("operator.signer.key"));
        assertThat(shop.limits().connections()).isEqualTo(50);
        assertThat(shop.limits().subscriptions()).isEqualTo(-1);
        assertThat(shop.scopes().get(Golden.get("shop.signer.key"))).isEmpty();
        assertThat(shop.scopes().get(Golden.get("shop.scope.key")).orElseThrow().subscriptions()).isEqualTo(10);
        assertThat(shop.defaultPermissions().publishDeny()).containsExactly("forbidden.>");
        assertThat(shop.mappings()).containsExactly(new Mapping("old", List.of(new Destination("new", 100, null))));
        assertThat(shop.exports()).contains(new ExportClaim(true, "order.*", true, 0, Map.of(), Responses.SINGLETON,
                Duration.ofSeconds(5)));
        assertThat(Revocations.cover(shop.revocations(), UserClaims.read(Golden.get("gone.token")).head())).isTrue();
        assertThat(Revocations.cover(shop.revocations(), UserClaims.read(Golden.get("ann.token")).head())).isFalse();
    }

    @Test
    void readsImportsWithTheirActivation() throws Exception {
        ImportClaim orders = AccountClaims.read(Golden.get("web.token")).imports().get(1);

        assertThat(orders.local()).isEqualTo("buy.*");
        assertThat(ActivationClaims.read(orders.token()).imported()).isEqualTo("order.*");
        assertThat(ActivationClaims.read(orders.token()).issuerAccount()).isEqualTo(Golden.get("shop.key"));
    }

    @Test
    void readsUsers() throws Exception {
        UserClaims bob = UserClaims.read(Golden.get("bob.token"));

        assertThat(bob.account()).isEqualTo(Golden.get("shop.key"));
        assertThat(bob.limits().subscriptions()).isEqualTo(3);
        assertThat(bob.limits().grants().permissions().publishAllow()).containsExactly("bob.>", "order.*", "prices.>");
        assertThat(bob.limits().grants().permissions().responses().expires()).isEqualTo(Duration.ofMinutes(1));
        assertThat(bob.bare()).isFalse();
        assertThat(UserClaims.read(Golden.get("tim.token")).bare()).isTrue();
        assertThat(UserClaims.read(Golden.get("bea.token")).limits().bearer()).isTrue();
        assertThat(UserClaims.read(Golden.get("near.token")).limits().sources()).containsExactly("192.0.2.0/24", "127.0.0.0/8");
        assertThat(UserClaims.read(Golden.get("never.token")).limits().times())
                .containsExactly(new TimeRange("00:00:00", "00:00:00"));
        assertThat(UserClaims.read(Golden.get("old.token")).head().wrongAt(1_600_000_001)).isEqualTo("claim is expired");
    }

    @Test
    void refusesATokenWithAnyCharacterChangedOrMissing() {
        String good = Golden.get("bob.token");
        for (int i = 0; i < good.length() - 1; i++) {
            // The last character has bits that count for nothing, so it is left out.
            String tampered = good.substring(0, i) + (good.charAt(i) == 'A' ? 'B' : 'A') + good.substring(i + 1);
            String cut = good.substring(0, i);
            assertThatThrownBy(() -> UserClaims.read(tampered)).as("changed at %d", i).isInstanceOf(ClaimsException.class);
            assertThatThrownBy(() -> UserClaims.read(cut)).as("cut at %d", i).isInstanceOf(ClaimsException.class);
        }
    }

    @Test
    void refusesATokenOfAnotherKind() {
        assertThatThrownBy(() -> UserClaims.read(Golden.get("shop.token"))).hasMessage("expected claims about a user");
        assertThatThrownBy(() -> AccountClaims.read(Golden.get("ann.token"))).hasMessage("expected claims about an account");
        assertThatThrownBy(() -> OperatorClaims.read(Golden.get("shop.token"))).hasMessage("expected claims about an operator");
    }

    @Test
    void refusesAUserWhoSignedForItself() {
        assertThatThrownBy(() -> UserClaims.read(Issuer.of("ann").user("ann", 1, "", "")))
                .hasMessageContaining("expected the public nkey of an account");
    }

    @ParameterizedTest
    @ValueSource(strings = {",\"exports\":[{\"subject\":\"a b\",\"type\":\"stream\"}]", ",\"exports\":[{\"subject\":\"a\",\"type\":\"x\"}]",
            ",\"exports\":[null]", ",\"exports\":[{\"subject\":\"a.*\",\"type\":\"service\",\"account_token_position\":1}]",
            ",\"imports\":[{\"subject\":\"a\",\"type\":\"stream\"}]", ",\"signing_keys\":[\"AX\"]", ",\"signing_keys\":[{\"kind\":\"x\"}]",
            ",\"mappings\":{\"a\":[{\"subject\":\"b\",\"weight\":60},{\"subject\":\"c\",\"weight\":60}]}",
            ",\"mappings\":{\"a\":[{\"subject\":\"b\",\"weight\":9223372036854775807}]}", ",\"mappings\":{\"a\":[{\"subject\":\"b.$3\"}]}",
            ",\"default_permissions\":{\"pub\":{\"allow\":[\"a b\"]}}", ",\"default_permissions\":{\"sub\":{\"deny\":[\"a b c\"]}}",
            ",\"revocations\":{\"*\":\"now\"}", ",\"limits\":{\"imports\":-1,\"exports\":-1,\"conn\":\"many\"}",
            ",\"limits\":{\"exports\":0,\"imports\":-1},\"exports\":[{\"subject\":\"a\",\"type\":\"stream\"}]",
            ",\"limits\":{\"exports\":1,\"imports\":-1},\"exports\":[{\"subject\":\"a.*\",\"type\":\"stream\"}]"})
    void refusesAnAccountThatIsSignedButMakesNoSense(String more) {
        assertThatThrownBy(() -> AccountClaims.read(Issuer.of("operator").account("shop", 1, "", more)))
                .isInstanceOf(ClaimsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"nats\":1}", "{\"iss\":1,\"nats\":{\"version\":2,\"type\":\"user\"}}",
            "{\"nats\":{\"version\":1,\"type\":\"user\"}}", "{\"type\":\"user\",\"nats\":{}}", "{\"nats\":{\"version\":3,\"type\":\"user\"}}"})
    void refusesClaimsThatAreNoneOfVersionTwo(String claims) {
        assertThatThrownBy(() -> UserClaims.read(Issuer.of("shop").sign(claims))).isInstanceOf(ClaimsException.class);
    }

    @Test
    void boundsWhatItReads() {
        assertThatThrownBy(() -> UserClaims.read("x".repeat(Token.MAX_LENGTH + 1))).hasMessageContaining("at most");
        assertThatThrownBy(() -> UserClaims.read(Issuer.of("shop").sign("{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}")))
                .isInstanceOf(ClaimsException.class);
        assertThatThrownBy(() -> UserClaims.read(Issuer.of("shop").sign("{\"a\":[1" + ",1".repeat(200_000) + "]}")))
                .isInstanceOf(ClaimsException.class);
    }
}
