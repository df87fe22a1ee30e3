package org.pleach.broker.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pleach.broker.claims.AccountClaims;
import org.pleach.broker.claims.ClaimsException;
import org.pleach.broker.claims.UserClaims;
import org.pleach.broker.claims.UserLimits;
import org.pleach.broker.claims.UserLimits.Grants;

class TemplatesTest {

    private static Grants fill(List<String> allowed, List<String> denied, String tags) throws ClaimsException {
        UserClaims user = UserClaims.read(Issuer.of("shop").sign(Golden.get("tim.key"), "\"name\":\"tim\",",
                "\"type\":\"user\",\"tags\":[" + tags + "]"));
        UserLimits template = user.limits().with(new Grants(allowed, denied, allowed, List.of(), null));
        return Templates.fill(template, user, AccountClaims.read(Golden.get("shop.token"))).grants();
    }

    @Test
    void makesASubjectOfEachCombinationOfTags() throws Exception {
        assertThat(fill(List.of("{{tag(a)}}.{{tag(b)}}.{{name()}}", "x"), List.of(), "\"a:1\",\"a:2\",\"b:3\",\"b:4\"").publishAllow())
                .containsExactly("1.3.tim", "1.4.tim", "2.3.tim", "2.4.tim", "x");
    }

    @Test
    void leavesOutWhatIsAllowedForATagThatIsNotThere() throws Exception {
        assertThat(fill(List.of("{{tag(a)}}", "x"), List.of(), "").publishAllow()).containsExactly("x");
    }

    @Test
    void allowsNothingIfNothingIsLeft() throws Exception {
        Grants grants = fill(List.of("{{tag(a)}}"), List.of(), "");

        assertThat(grants.publishAllow()).isEmpty();
        assertThat(grants.publishDeny()).containsExactly(">");
        assertThat(grants.subscribeDeny()).containsExactly(">");
    }

    @Test
    void refusesToLeaveOutWhatIsDenied() {
        assertThatThrownBy(() -> fill(List.of(), List.of("{{tag(a)}}"), "")).isInstanceOf(ClaimsException.class);
        assertThatThrownBy(() -> fill(List.of(), List.of("{{tag(a)}}"), "\"a:x y\"")).isInstanceOf(ClaimsException.class);
        assertThatThrownBy(() -> fill(List.of("{{shoe-size()}}"), List.of(), "")).isInstanceOf(ClaimsException.class);
    }

    @Test
    void boundsHowManyThereMayBe() {
        String tags = IntStream.range(0, 70).mapToObj(i -> "\"a:" + i + "\",\"b:" + i + '"').collect(Collectors.joining(","));

        assertThatThrownBy(() -> fill(List.of("{{tag(a)}}.{{tag(b)}}"), List.of(), tags)).hasMessageContaining("4096");
    }
}
