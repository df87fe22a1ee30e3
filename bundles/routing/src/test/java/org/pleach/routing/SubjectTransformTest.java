package org.pleach.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectTransformTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "foo          | bar                          | foo          | bar",
        "foo.*        | bar.$1                       | foo.x        | bar.x",
        "*.*          | $2.{{wildcard(1)}}           | a.b          | b.a",
        "foo.*.*      | bar.$2                       | foo.a.b      | bar.b",
        "foo.>        | bar.>                        | foo.a.b      | bar.a.b",
        ">            | pre.>                        | foo.a        | pre.foo.a",
        "foo.*.>      | $1.x.>                       | foo.a.b.c    | a.x.b.c",
        "foo.*        | {{splitFromLeft(1,3)}}       | foo.12345    | 123.45",
        "foo.*        | {{SplitFromRight(1, 3)}}     | foo.12345    | 12.345",
        "foo.*        | x.{{splitfromleft(1,9)}}.y   | foo.12345    | x.12345.y",
        "foo.*        | {{slicefromleft(1,2)}}       | foo.12345    | 12.34.5",
        "foo.*        | {{slicefromleft(1,2)}}       | foo.1234     | 12.34",
        "foo.*        | {{slicefromright(1,2)}}      | foo.12345    | 1.23.45",
        "foo.*        | {{slicefromright(1,2)}}      | foo.1234     | 12.34",
        "foo.*        | {{left(1,2)}}.{{right(1,2)}} | foo.12345    | 12.45",
        "foo.*        | {{split(1,-)}}               | foo.a-b--c-  | a.b.c",
        "foo.*        | {{split(1,-)}}               | foo.-ab      | ab",
        "foo          | $x                           | foo          | $x",
        "foo          | p.{{partition(1)}}           | foo          | p.0",
    })
    void makesWhatNatsServerMakes(String source, String destination, String subject, String expected) {
        assertThat(transform(source, destination, subject)).isEqualTo(expected);
    }

    @Test
    void putsWhatIsAlikeIntoTheSamePartition() {
        String one = transform("foo.*.*", "{{partition(10,1,2)}}", "foo.a.b");

        assertThat(transform("foo.*.*.*", "{{partition(10,1,2)}}", "foo.a.b.c")).isEqualTo(one);
        assertThat(Integer.parseInt(one)).isBetween(0, 9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a.* | b.$2", "a.> | b", "a | b.>", "a..b | c", "a.* | b.*", "a.* | {{what(1)}}",
        "a.* | {{wildcard(x)}}", "a.* | {{left(1)}}", "a.* | b..c", "a | {{wildcard(1)}}"})
    void refusesWhatMakesNoSense(String source, String destination) {
        assertThatIllegalArgumentException().isThrownBy(() -> SubjectTransform.of(source, destination))
                .withMessageStartingWith("expected ");
    }

    private static String transform(String source, String destination, String subject) {
        SubjectTransform transform = SubjectTransform.of(source, destination);
        byte[] bytes = ("x" + subject).getBytes(StandardCharsets.UTF_8);
        int length = bytes.length - 1;
        assertThat(transform.matches(bytes, 1, length)).isTrue();
        byte[] target = new byte[transform.bound(length)];
        return new String(target, 0, transform.put(bytes, 1, length, target, bound -> bound - 1), StandardCharsets.UTF_8);
    }
}
