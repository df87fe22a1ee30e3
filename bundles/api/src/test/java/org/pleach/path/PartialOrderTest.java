package org.pleach.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartialOrderTest {

    /** Letters stand for what cannot be compared with digits. */
    private static final PartialOrder<Character> DIGITS = (first, second) ->
            Character.isDigit(first) != Character.isDigit(second) ? PartialOrder.Relation.INCOMPARABLE
                    : first < second ? PartialOrder.Relation.BEFORE : PartialOrder.Relation.NOT_BEFORE;

    private static String sort(String text) {
        List<Character> sorted = DIGITS.sort(text.chars().mapToObj(c -> (char) c).toList());
        StringBuilder out = new StringBuilder();
        sorted.forEach(out::append);
        return out.toString();
    }

    @Test
    void sortsWhatCanBeCompared() {
        assertThat(sort("3120")).isEqualTo("0123");
    }

    @Test
    void passesOverWhatCannot() {
        assertThat(sort("3b1a2")).isEqualTo("1a2b3");
        assertThat(sort("x1")).isEqualTo("x1");
    }

    @Test
    void leavesTheInputAlone() {
        List<Character> input = List.of('2', '1');
        assertThat(DIGITS.sort(input)).containsExactly('1', '2');
        assertThat(input).containsExactly('2', '1');
    }
}
