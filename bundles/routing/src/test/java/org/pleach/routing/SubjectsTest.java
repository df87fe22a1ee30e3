package org.pleach.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectsTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "foo.bar", "*", ">", "*.*", "foo.*", "foo.>", "*.>", "foo*", "f>o", "foo.b>r",
            "$SYS.x", "ä.ö", "**", ">>"})
    void acceptsSubjectsToSubscribeTo(String subject) {
        assertThat(Subjects.isValid(bytes(subject))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".foo", "foo.", "foo..bar", ">.foo", "foo.>.bar", "foo bar", "foo.\t", " ",
            "foo.b\rr", "a\fb", "\n"})
    void refusesSubjectsToSubscribeTo(String subject) {
        assertThat(Subjects.isValid(bytes(subject))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"foo,true", "foo.bar,true", "foo*,true", "f*o.b>r,true", "*,false", "foo.*,false", "foo.>,false",
            "*.bar,false", ">,false"})
    void tellsLiteralsFromPatterns(String subject, boolean literal) {
        assertThat(Subjects.isLiteral(bytes(subject))).isEqualTo(literal);
        assertThat(Subjects.isValidPublish(bytes(subject), 0, subject.length())).isEqualTo(literal);
        assertThat(Subjects.isValidLiteral(bytes(subject), 0, subject.length())).isEqualTo(literal);
    }

    @ParameterizedTest
    @CsvSource({"foo,foo,true", "foo,bar,false", "foo,foo.bar,false", "foo.bar,foo,false", "*,foo,true",
            "*,foo.bar,false",
        "foo.*,foo.bar,true", "foo.*,foo,false", "foo.*.baz,foo.bar.baz,true", "foo.>,foo.bar,true",
                "foo.>,foo.bar.baz,true",
        "foo.>,foo,false", ">,foo,true", ">,foo.bar,true", "*.bar,foo.bar,true", "*.*,foo,false", "foo.*,foo.,false",
                "fo,foo,false"})
    void matchesLiterals(String pattern, String literal, boolean matches) {
        assertThat(Subjects.matches(bytes(pattern), bytes(literal))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"foo,foo,true", "foo.*,foo.bar,true", "foo.*,foo.*,true", "foo.*,foo.>,false", "foo.>,foo.*,true",
            "foo.>,foo.>,true",
        "foo.>,foo,false", ">,>,true", "*,>,false", "foo.bar,foo.*,false", "*.*,foo.bar,true"})
    void coversNarrowerPatterns(String pattern, String subject, boolean covers) {
        assertThat(Subjects.covers(bytes(pattern), bytes(subject))).isEqualTo(covers);
    }

    @ParameterizedTest
    @CsvSource({"foo,foo,true", "foo,bar,false", "foo.*,*.bar,true", "foo.>,*.bar.baz,true", "foo.>,foo,false",
            "*,foo.bar,false",
        ">,foo,true", "foo.*.x,foo.y.*,true", "foo.*.x,foo.y.z,false"})
    void findsOverlaps(String one, String other, boolean overlap) {
        assertThat(Subjects.overlap(bytes(one), bytes(other))).isEqualTo(overlap);
        assertThat(Subjects.overlap(bytes(other), bytes(one))).isEqualTo(overlap);
    }
}
