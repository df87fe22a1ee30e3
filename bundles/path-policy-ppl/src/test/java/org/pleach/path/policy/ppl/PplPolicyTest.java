package org.pleach.path.policy.ppl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PplPolicyTest {

    private static final TextPath DIRECT = TextPath.of("1-ff00:0:111#3 1-ff00:0:112#3");
    private static final TextPath OVER_A =
            TextPath.of("1-ff00:0:111#1 1-ff00:0:110#1 1-ff00:0:110#2 1-ff00:0:112#1");
    private static final String AVOID_A = "{\"acl\": [\"- 1-ff00:0:110\", \"+\"]}";

    @TempDir
    private Path directory;

    private record Told(String ppl_file, String ppl_policies, String ppl_policy) implements PplPolicy.Settings {
        @Override
        public Class<? extends Annotation> annotationType() {
            return PplPolicy.Settings.class;
        }
    }

    private static List<TextPath> apply(PplPolicy policy) {
        return policy.apply(List.of(OVER_A, DIRECT));
    }

    @Test
    void allowsEverythingWhenToldNothing() {
        assertThat(apply(new PplPolicy("", ""))).containsExactly(OVER_A, DIRECT);
    }

    @Test
    void takesOnePolicyAloneOrOneOfSeveralByName() {
        assertThat(apply(new PplPolicy(AVOID_A, ""))).containsExactly(DIRECT);
        String two = "{\"avoid-a\": " + AVOID_A + ", \"direct\": {\"extends\": [\"avoid-a\"], \"sequence\": \"0 0\"}}";
        assertThat(apply(new PplPolicy(two, "direct"))).containsExactly(DIRECT);
        assertThat(apply(new PplPolicy("{\"only\": " + AVOID_A + "}", ""))).containsExactly(DIRECT);
    }

    @Test
    void optionsMayExtendNamedPolicies() {
        String policies = "{\"p\": {\"options\": [{\"weight\": 1, \"policy\": {\"extends\": [\"a\"]}}, {\"policy\": {}}]},"
                + " \"a\": " + AVOID_A + "}";
        assertThat(apply(new PplPolicy(policies, "p"))).containsExactly(DIRECT);
    }

    @Test
    void optionsAreTriedByWeightWhateverTheirOrder() {
        String options = "{\"options\": [{\"policy\": {}}, {\"weight\": 1, \"policy\": " + AVOID_A + "}]}";
        assertThat(apply(new PplPolicy(options, ""))).containsExactly(DIRECT);
    }

    @Test
    void errorsTellTheLineAndWhatWasExpected() {
        assertThatThrownBy(() -> PolicyDocument.parse("p.json", "{\n \"p\": {\n  \"acl\": [\"+ 1\"]\n }\n}").policy("p"))
                .hasMessageContaining("p.json: 3, p.acl: acl: expected \"+\" or \"-\" as the last entry");
        assertThatThrownBy(() -> PolicyDocument.parse("p.json", "{\n \"p\": {\"acls\": []}}").policy("p"))
                .hasMessageContaining("p.json: 2").hasMessageContaining("expected a key of [acl, extends");
        assertThatThrownBy(() -> PolicyDocument.parse("p.json", "{\"p\": {}, \"q\": {}}").policy("r"))
                .hasMessageContaining("one of the policies [").hasMessageContaining("found \"r\"");
        assertThatThrownBy(() -> PolicyDocument.parse("p.json",
                "{\"p\": {\"extends\": [\"q\"]}, \"q\": {\"extends\": [\"p\"]}}").policy("p"))
                .hasMessageContaining("not to extend one another");
    }

    @Test
    void allowsNothingWithAPolicyThatCannotBeReadAndStaysAsItWasOnReload() {
        assertThat(apply(new PplPolicy("{\"acl\": [\"?\"]}", ""))).isEmpty();
        PplPolicy policy = new PplPolicy(new Told("", AVOID_A, ""));
        policy.modified(new Told("", "{\"acl\": 7}", ""));
        assertThat(apply(policy)).containsExactly(DIRECT);
        policy.modified(new Told("", "{ not json", ""));
        assertThat(apply(policy)).containsExactly(DIRECT);
        policy.modified(new Told("", "{\"acl\": [\"+\"]}", ""));
        assertThat(apply(policy)).containsExactly(OVER_A, DIRECT);
    }

    @Test
    @Timeout(10)
    void readsAPolicyThatManyExtendOnce() {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < 30; i++) {
            json.append("\"p%d\": {\"extends\": [\"p%d\", \"p%d\"]}, ".formatted(i, i + 1, i + 1));
        }
        json.append("\"p30\": {\"acl\": [\"- 1-ff00:0:110\", \"+\"]}}");
        assertThat(apply(new PplPolicy(json.toString(), "p0"))).containsExactly(DIRECT);
    }

    @Test
    void readsAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("p.json"), AVOID_A);
        assertThat(apply(new PplPolicy(new Told(file.toString(), "", "")))).containsExactly(DIRECT);
        assertThat(apply(new PplPolicy(new Told(file + ".none", "", "")))).isEmpty();
        assertThat(apply(new PplPolicy(new Told(file.toString(), AVOID_A, "")))).isEmpty();
    }
}
