package org.pleach.path.policy.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequencePolicyTest {

    private static final TextPath DIRECT = TextPath.of("1-ff00:0:111#3 1-ff00:0:112#3");
    private static final TextPath OVER_A =
            TextPath.of("1-ff00:0:111#1 1-ff00:0:110#1 1-ff00:0:110#2 1-ff00:0:112#1");

    private record Told(String sequence) implements SequencePolicy.Settings {
        @Override
        public Class<? extends Annotation> annotationType() {
            return SequencePolicy.Settings.class;
        }
    }

    private static List<TextPath> apply(SequencePolicy policy) {
        return policy.apply(List.of(OVER_A, DIRECT));
    }

    @Test
    void leavesOutWhatIsNotAsDescribed() {
        assertThat(apply(new SequencePolicy("0* 1-ff00:0:110 0*"))).containsExactly(OVER_A);
        assertThat(apply(new SequencePolicy("0 0"))).containsExactly(DIRECT);
    }

    @Test
    void allowsEverythingWhenToldNothing() {
        assertThat(apply(new SequencePolicy(new Told("")))).containsExactly(OVER_A, DIRECT);
    }

    @Test
    void allowsNothingWithASequenceThatCannotBeReadAndStaysAsItWasOnReload() {
        SequencePolicy policy = new SequencePolicy(new Told("0 ("));
        assertThat(apply(policy)).isEmpty();
        policy.modified(new Told("0 0"));
        policy.modified(new Told("0 ("));
        assertThat(apply(policy)).containsExactly(DIRECT);
    }
}
