package org.pleach.path.policy.ppl;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.typesafe.config.ConfigException;
import java.util.List;

/** Whatever the document: it is read, or refused. */
class PolicyFuzzTest {

    @FuzzTest
    void documents(FuzzedDataProvider data) {
        try {
            PolicyDocument.parse("fuzz", data.consumeRemainingAsString()).policy("")
                    .filter(List.of(TextPath.of("1-ff00:0:111#3 1-ff00:0:112#3")));
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("expected");
        } catch (ConfigException e) {
            assertThat(e).hasMessageContaining("fuzz");
        }
    }
}
