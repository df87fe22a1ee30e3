package org.pleach.path.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** Whatever the text: it is read, or refused with its place. */
class PathLanguageFuzzTest {

    private static final TextPath PATH = TextPath.of("1-ff00:0:111#1 1-ff00:0:110#1 1-ff00:0:110#2 1-ff00:0:112#1");

    @FuzzTest
    void sequences(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            Sequence.parse(text).allows(PATH);
        } catch (PathLanguageException e) {
            assertThat(e.position()).isBetween(1, text.length() + 1);
        }
    }

    @FuzzTest
    void accessControlLists(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            Acl.parse(Arrays.asList(text.split("\n"))).allows(PATH);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("expected");
        }
    }
}
