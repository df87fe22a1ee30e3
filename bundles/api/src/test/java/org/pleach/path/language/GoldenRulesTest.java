package org.pleach.path.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pleach.path.Path;

/** Rules allow the paths that the reference implementation allows, and are refused where it refuses them. */
class GoldenRulesTest {

    /** The reference takes these and then allows no path at all. */
    private static final Set<String> REFUSED_HERE_ONLY = Set.of("1-0:0:0 0*", "1-5:0:1 ", "1-0:0:5");

    private record Golden(JsonNode rule, boolean refused, List<Integer> allowed, List<TextPath> paths) {
        @Override
        public String toString() {
            return rule.toString();
        }
    }

    private static Stream<Golden> golden(String file) {
        try (InputStream in = GoldenRulesTest.class.getResourceAsStream("/golden/" + file)) {
            JsonNode root = new ObjectMapper().readTree(in);
            List<TextPath> paths = new ArrayList<>();
            root.get("paths").forEach(path -> paths.add(TextPath.of(path.asText())));
            return StreamSupport.stream(root.get("cases").spliterator(), false).map(rule -> {
                List<Integer> allowed = new ArrayList<>();
                rule.get("allowed").forEach(index -> allowed.add(index.asInt()));
                return new Golden(rule.get("rule"), rule.path("error").asBoolean(), allowed, paths);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Golden> sequences() {
        return Stream.concat(golden("sequences.json"), golden("showpaths.json"));
    }

    private static Stream<Golden> acls() {
        return golden("acls.json");
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void sequencesAllowWhatTheReferenceAllows(Golden golden) {
        if (REFUSED_HERE_ONLY.contains(golden.rule.asText())) {
            assertThat(golden.allowed).isEmpty();
            assertThatThrownBy(() -> Sequence.parse(golden.rule.asText())).isInstanceOf(PathLanguageException.class);
            return;
        }
        check(golden, rule -> Sequence.parse(rule.asText())::allows);
    }

    @ParameterizedTest
    @MethodSource("acls")
    void accessControlListsAllowWhatTheReferenceAllows(Golden golden) {
        check(golden, rule -> {
            List<String> entries = new ArrayList<>();
            rule.forEach(entry -> entries.add(entry.asText()));
            return Acl.parse(entries)::allows;
        });
    }

    private static void check(Golden golden, Function<JsonNode, Predicate<Path>> parser) {
        if (golden.refused) {
            assertThatThrownBy(() -> parser.apply(golden.rule)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected").hasMessageContaining("found");
            return;
        }
        Predicate<Path> rule = parser.apply(golden.rule);
        List<Integer> allowed = new ArrayList<>();
        for (int i = 0; i < golden.paths.size(); i++) {
            if (rule.test(golden.paths.get(i))) {
                allowed.add(i);
            }
        }
        assertThat(allowed).isEqualTo(golden.allowed);
    }
}
