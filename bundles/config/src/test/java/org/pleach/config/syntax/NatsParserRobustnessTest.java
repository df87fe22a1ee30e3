package org.pleach.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pleach.config.ConfigRefusedException;
import org.pleach.config.schema.ConfigSchema;
import org.pleach.config.schema.FinalForm;
import org.pleach.config.schema.Reading;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.JsonText;
import org.pleach.config.tree.Place;

/** Whatever is in a file, it is read or refused with a place: nothing else happens, and nothing grows without bound. */
class NatsParserRobustnessTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir
    private Path folder;

    @FuzzTest
    void readsOrRefusesAnyText(FuzzedDataProvider data) {
        Block block = readOrRefuse(data.consumeRemainingAsString());
        Reading reading = new Reading(false);
        Block checked = block == null ? null : ConfigSchema.check(block, reading);
        if (checked != null && reading.refusals().isEmpty()) {
            FinalForm.of(checked, reading);
        }
    }

    @Test
    void readsOrRefusesEveryBeginningOfEveryGoldenFile() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".conf")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                for (int length = 0; length <= bytes.length; length++) {
                    readOrRefuse(new String(bytes, 0, length, StandardCharsets.UTF_8));
                }
            }
        }
    }

    private static Block readOrRefuse(String text) {
        try {
            Scope scope = new Scope(null, Place.of("x"));
            new NatsParser(new Source("x", text), new Variables(name -> name.length() == 1 ? "$A" : null), null)
                    .readInto(scope);
            Block block = scope.block();
            assertThat(block.depth()).isLessThanOrEqualTo(NatsParser.DEEPEST + 1);
            assertThat(JsonText.of(block)).isNotEmpty();
            return block;
        } catch (ConfigRefusedException e) {
            assertThat(e.problems()).hasSize(1);
            assertThat(e.problems().get(0).line()).isPositive();
            return null;
        }
    }

    @Test
    void refusesTooManyLevels() {
        assertRefused("a {".repeat(10_000), "levels of blocks and lists");
        assertRefused("a = " + "[".repeat(100_000), "levels of blocks and lists");
        assertRefused("a = " + "[ { b: ".repeat(100_000), "levels of blocks and lists");
    }

    @Test
    void refusesLevelsThatVariablesAddUp() {
        StringBuilder text = new StringBuilder("v0 { x: 1 }\n");
        for (int i = 1; i < 100; i++) {
            text.append("v").append(i).append(" { x: $v").append(i - 1).append(" }\n");
        }
        assertRefused(text.toString(), "levels of blocks and lists");
    }

    @Test
    void refusesWhatIsSmallToWriteAndHugeToRead() {
        StringBuilder text = new StringBuilder("v0 = [1, 1, 1, 1, 1, 1, 1, 1]\n");
        for (int i = 1; i < 30; i++) {
            String item = "$v" + (i - 1);
            text.append("v").append(i).append(" = [").append(String.join(", ", item, item, item, item)).append("]\n");
        }
        assertRefused(text.toString(), "variables written out");
    }

    @Test
    void readsManySmallValuesOnceEach() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            text.append('k').append(i).append(" = ").append(i).append('\n');
        }
        Path file = Files.writeString(folder.resolve("x.conf"), text);

        assertThat(ConfigReader.read(file, new ConfigFiles(), name -> null).root().members()).hasSize(50_000);
    }

    @Test
    void refusesAFileThatIsTooBig() throws IOException {
        Path file = Files.writeString(folder.resolve("x.conf"), "#".repeat(ConfigFiles.MOST_BYTES + 1));

        assertThatThrownBy(() -> ConfigReader.read(file, new ConfigFiles(), name -> null))
                .isInstanceOf(ConfigRefusedException.class).hasMessageContaining("bytes of configuration");
    }

    @Test
    void countsAFileEachTimeItIsIncluded() throws IOException {
        Files.writeString(folder.resolve("big.conf"), "#".repeat(ConfigFiles.MOST_BYTES / 2));
        Path file = Files.writeString(folder.resolve("x.conf"), "include big.conf\ninclude big.conf\n");

        assertThatThrownBy(() -> ConfigReader.read(file, new ConfigFiles(), name -> null))
                .isInstanceOf(ConfigRefusedException.class).hasMessageContaining("bytes of configuration");
    }

    @Test
    void refusesIncludesThatGoTooDeep() throws IOException {
        for (int i = 0; i <= ConfigFiles.DEEPEST_INCLUDE + 1; i++) {
            Files.writeString(folder.resolve("f" + i + ".conf"), "include f" + (i + 1) + ".conf\n");
        }
        assertThatThrownBy(() -> ConfigReader.read(folder.resolve("f0.conf"), new ConfigFiles(), name -> null))
                .isInstanceOf(ConfigRefusedException.class).hasMessageContaining("included one from another");
    }

    @Test
    void refusesHoconThatGoesTooDeep() throws IOException {
        Path file = Files.writeString(folder.resolve("x.hocon"), "a = " + "[".repeat(100_000));

        assertThatThrownBy(() -> ConfigReader.read(file, new ConfigFiles(), name -> null))
                .isInstanceOf(ConfigRefusedException.class).hasMessageContaining("levels of blocks and lists");
    }

    @Test
    void refusesTextThatIsNotUtf8InValuesOnly() throws Exception {
        Path file = folder.resolve("x.conf");
        Files.write(file, "a = 1 # gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(ConfigReader.read(file, new ConfigFiles(), name -> null).root().members()).hasSize(1);

        Files.write(file, "a = gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> ConfigReader.read(file, new ConfigFiles(), name -> null))
                .isInstanceOf(ConfigRefusedException.class).hasMessageContaining("expected UTF-8");
    }

    private static void assertRefused(String text, String reason) {
        assertThatThrownBy(() -> new NatsParser(new Source("x", text), new Variables(name -> null), null)
                .readInto(new Scope(null, Place.of("x"))))
                .isInstanceOf(ConfigRefusedException.class).hasMessageContaining(reason);
    }
}
