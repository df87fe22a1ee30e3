package org.pleach.path.policy.ppl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Policies allow the paths that the reference implementation allows, and are refused where it refuses them. */
class GoldenPoliciesTest {

    private record Golden(String rule, String name, boolean refused, List<Integer> allowed, List<TextPath> paths) { }

    private static Stream<Golden> policies() throws IOException {
        try (InputStream in = GoldenPoliciesTest.class.getResourceAsStream("/golden/policies.json")) {
            JsonNode root = new ObjectMapper().readTree(in);
            List<TextPath> paths = new ArrayList<>();
            root.get("paths").forEach(path -> paths.add(TextPath.of(path.asText())));
            return StreamSupport.stream(root.get("cases").spliterator(), false).map(rule -> {
                List<Integer> allowed = new ArrayList<>();
                rule.get("allowed").forEach(index -> allowed.add(index.asInt()));
                return new Golden(rule.get("rule").toString(), rule.get("name").asText(),
                        rule.path("error").asBoolean(), allowed, paths);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void policiesAllowWhatTheReferenceAllows(Golden golden) {
        if (golden.refused) {
            assertThatThrownBy(() -> PolicyDocument.parse("test", golden.rule).policy(golden.name))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("test: 1")
                    .hasMessageContaining("expected");
            return;
        }
        List<TextPath> allowed = PolicyDocument.parse("test", golden.rule).policy(golden.name).filter(golden.paths);
        assertThat(allowed.stream().map(golden.paths::indexOf).toList()).isEqualTo(golden.allowed);
    }
}
