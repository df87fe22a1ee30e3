package org.pleach.path.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceTest {

    private static final TextPath PATH =
            TextPath.of("1-ff00:0:111#1 1-ff00:0:110#1 1-ff00:0:110#3 1-ff00:0:120#3 1-ff00:0:120#2 1-ff00:0:112#2");

    @Test
    void orBindsCloserThanWhatStandsSideBySide() {
        assertThat(Sequence.parse("1 1-ff00:0:110|1-ff00:0:120 0 0").allows(PATH)).isTrue();
        assertThat(Sequence.parse("(1 1-ff00:0:110)|(1-ff00:0:120 0) 0").allows(PATH)).isFalse();
    }

    @Test
    void oneInterfaceIsMeantOnEitherSideAndTwoInTheirOrder() {
        assertThat(Sequence.parse("0* 1-ff00:0:110#3 0*").allows(PATH)).isTrue();
        assertThat(Sequence.parse("0* 1-ff00:0:110#1,3 0*").allows(PATH)).isTrue();
        assertThat(Sequence.parse("0* 1-ff00:0:110#3,1 0*").allows(PATH)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1-ff00:0:110#x   | 14 | a hop, an operator or a parenthesis
            1-ff00:0:110#    | 14 | an interface ID, found the end
            0* 1-ff00 0*     | 5  | an AS such as -ff00:0:110
            0* (1 2          | 8  | ")"
            1 ) 2            | 3  | the end, found ")"
            0* 1-FF00:0:1 0* | 5  | an AS as SCION writes it
            0* 65536         | 4  | an ISD from 0 to 65535
            *                | 1  | a hop such as 1
            """)
    void errorsTellThePlaceAndWhatWasExpected(String text, int position, String expected) {
        assertThatThrownBy(() -> Sequence.parse(text))
                .isInstanceOfSatisfying(PathLanguageException.class, e -> assertThat(e.position()).isEqualTo(position))
                .hasMessageContaining("position " + position + ": expected").hasMessageContaining(expected);
    }

    @Test
    void noExpressionIsSlow() {
        StringBuilder longPath = new StringBuilder("1-1#1");
        for (int i = 2; i <= 64; i++) {
            longPath.append(" 1-").append(i).append("#1 1-").append(i).append("#2");
        }
        TextPath path = TextPath.of(longPath + " 1-65#1");
        Sequence hostile = Sequence.parse("(((((0*)*0*)*0*)*0?)+" + "(0?0*|1*)*".repeat(50) + ")+ 2");
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThat(hostile.allows(path)).isFalse());
    }

    @Test
    void whatIsReadIsBounded() {
        assertThatThrownBy(() -> Sequence.parse("(".repeat(5000) + "0" + ")".repeat(5000)))
                .isInstanceOf(PathLanguageException.class).hasMessageContaining("parentheses");
        assertThatThrownBy(() -> Sequence.parse("0 ".repeat(20_000))).isInstanceOf(PathLanguageException.class)
                .hasMessageContaining("16384 characters");
    }
}
