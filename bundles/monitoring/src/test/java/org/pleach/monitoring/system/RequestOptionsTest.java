package org.pleach.monitoring.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestOptionsTest {

    @Test
    void takesAnEmptyRequestForOneThatMeansEveryServer() throws IOException {
        assertThat(parse("").means("a", "h", null)).isTrue();
        assertThat(parse("{}").means("a", "h", "c")).isTrue();
        assertThat(parse("null").means("a", "h", "c")).isTrue();
    }

    @Test
    void findsServersByAPartOfTheirNameUnlessTheWholeIsAskedFor() throws IOException {
        assertThat(parse("{\"server_name\":\"east\"}").means("east-1", "h", "c")).isTrue();
        assertThat(parse("{\"server_name\":\"west\"}").means("east-1", "h", "c")).isFalse();
        assertThat(parse("{\"server_name\":\"east\",\"exact_match\":true}").means("east-1", "h", "c")).isFalse();
        assertThat(parse("{\"host\":\"10.0.0.1\",\"exact_match\":true}").means("east-1", "10.0.0.1", "c")).isTrue();
    }

    @Test
    void findsServersByTheWholeNameOfTheirCluster() throws IOException {
        assertThat(parse("{\"cluster\":\"c\"}").means("a", "h", "c")).isTrue();
        assertThat(parse("{\"cluster\":\"c\"}").means("a", "h", "cc")).isFalse();
        assertThat(parse("{\"cluster\":\"c\"}").means("a", "h", null)).isFalse();
    }

    @Test
    void doesNotFeelMeantWhereTagsOrADomainAreAskedFor() throws IOException {
        assertThat(parse("{\"tags\":[\"ssd\"]}").means("a", "h", "c")).isFalse();
        assertThat(parse("{\"tags\":[]}").means("a", "h", "c")).isTrue();
        assertThat(parse("{\"domain\":\"hub\"}").means("a", "h", "c")).isFalse();
    }

    @Test
    void passesOverWhatItDoesNotKnow() throws IOException {
        RequestOptions options = parse("{\"x\":{\"y\":[1,{\"server_name\":\"b\"}]},\"z\":[{\"a\":1}],\"server_name\":\"a\"}");
        assertThat(options.text("server_name")).isEqualTo("a");
    }

    @Test
    void refusesWhatIsNoJsonObject() {
        for (String text : new String[] {"junk", "[1]", "{", "{\"a\":", "{\"a\":[1", "3", "\"text\"", "{\"a\" 1}"}) {
            assertThatThrownBy(() -> parse(text)).as(text).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertThatThrownBy(() -> parse("{\"a\":" + "[".repeat(10_000))).isInstanceOf(IOException.class);
    }

    private static RequestOptions parse(String text) throws IOException {
        return RequestOptions.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
