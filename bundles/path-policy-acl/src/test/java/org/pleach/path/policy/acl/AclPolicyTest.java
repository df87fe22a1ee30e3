package org.pleach.path.policy.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.util.List;
import org.junit.jupiter.api.Test;

class AclPolicyTest {

    private static final TextPath DIRECT = TextPath.of("1-ff00:0:111#3 1-ff00:0:112#3");
    private static final TextPath OVER_A =
            TextPath.of("1-ff00:0:111#1 1-ff00:0:110#1 1-ff00:0:110#2 1-ff00:0:112#1");

    private record Told(String... acl) implements AclPolicy.Settings {
        @Override
        public Class<? extends Annotation> annotationType() {
            return AclPolicy.Settings.class;
        }
    }

    private static List<TextPath> apply(AclPolicy policy) {
        return policy.apply(List.of(OVER_A, DIRECT));
    }

    @Test
    void leavesOutWhatIsRefusedAndKeepsTheOrder() {
        assertThat(apply(new AclPolicy(List.of("- 1-ff00:0:110", "+")))).containsExactly(DIRECT);
        assertThat(apply(new AclPolicy(List.of("- 2", "+")))).containsExactly(OVER_A, DIRECT);
    }

    @Test
    void allowsEverythingWhenToldNothing() {
        assertThat(apply(new AclPolicy(new Told()))).containsExactly(OVER_A, DIRECT);
    }

    @Test
    void allowsNothingWithAListThatCannotBeReadUntilThereIsOneThatCan() {
        AclPolicy policy = new AclPolicy(new Told("- 1-ff00:0:110"));
        assertThat(apply(policy)).isEmpty();
        policy.modified(new Told("- 1-ff00:0:110", "+"));
        assertThat(apply(policy)).containsExactly(DIRECT);
    }

    @Test
    void staysAsItWasWhenToldNonsense() {
        AclPolicy policy = new AclPolicy(new Told("- 1-ff00:0:110", "+"));
        policy.modified(new Told("nonsense"));
        assertThat(apply(policy)).containsExactly(DIRECT);
    }
}
