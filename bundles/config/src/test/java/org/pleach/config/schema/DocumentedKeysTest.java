package org.pleach.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/configuration.md, the schema and the bundles' defaults say the same. */
class DocumentedKeysTest {

    private static final Path DOCUMENT = Path.of("../../docs/configuration.md");
    private static final Path BUNDLES = Path.of("..");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z_.]+)`(?: \\((.*?)\\))? \\| (.*) \\|");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private record Row(List<String> synonyms, List<String> cells) { }

    @Test
    void theDocumentHasEveryKeyWithItsSynonyms() throws IOException {
        Map<String, TreeSet<String>> documented = new TreeMap<>();
        rows().forEach((key, row) -> documented.put(key, new TreeSet<>(row.synonyms())));

        Map<String, TreeSet<String>> known = new TreeMap<>();
        ConfigSchema.entries().forEach(entry -> known.put(entry.path(), new TreeSet<>(entry.synonyms())));

        assertThat(documented).isEqualTo(known);
    }

    @Test
    void theDocumentSaysWhatIsNotSupportedYetAndWhatBecomesOfIt() throws IOException {
        Map<String, Row> rows = rows();
        for (ConfigSchema.Entry entry : ConfigSchema.entries()) {
            List<String> cells = rows.get(entry.path()).cells();
            assertThat(cells.size() == 1).as(entry.path()).isEqualTo(!entry.supported());
            if (!entry.supported()) {
                assertThat(cells.get(0)).as(entry.path()).startsWith(entry.refused() ? "refused" : "ignored");
            }
        }
    }

    @Test
    void theDocumentedDefaultsAreThoseOfTheBundles() throws IOException {
        Config defaults = defaults();
        for (Map.Entry<String, Row> row : rows().entrySet()) {
            List<String> cells = row.getValue().cells();
            Matcher written = NAME.matcher(cells.size() > 1 ? cells.get(1) : "");
            if (!written.matches()) {
                continue;
            }
            if (defaults.hasPath(row.getKey())) {
                ConfigValue value = defaults.getValue(row.getKey());
                assertThat(written.group(1)).as(row.getKey()).isEqualTo(String.valueOf(value.unwrapped()));
            }
        }
    }

    @Test
    void theSchemaKnowsEveryKeyThatABundleHasADefaultFor() throws IOException {
        List<String> known = ConfigSchema.entries().stream().filter(ConfigSchema.Entry::supported)
                .map(ConfigSchema.Entry::path).toList();

        assertThat(known).containsAll(defaults().entrySet().stream().map(Map.Entry::getKey).toList());
    }

    private static Map<String, Row> rows() throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        boolean keys = false;
        for (String line : Files.readAllLines(DOCUMENT)) {
            keys = line.startsWith("| key |") || keys && line.startsWith("|");
            Matcher row = ROW.matcher(line);
            if (keys && row.matches()) {
                List<String> synonyms = row.group(2) == null ? List.of()
                        : NAME.matcher(row.group(2)).results().map(match -> match.group(1)).toList();
                List<String> cells = Arrays.stream(row.group(3).split("\\|", -1)).map(String::strip).toList();
                assertThat(rows.put(row.group(1), new Row(synonyms, cells))).as(line).isNull();
            }
        }
        return rows;
    }

    private static Config defaults() throws IOException {
        try (Stream<Path> bundles = Files.list(BUNDLES)) {
            Config all = ConfigFactory.empty();
            for (Path bundle : bundles.sorted().toList()) {
                Path file = bundle.resolve("src/main/resources/reference.conf");
                if (Files.exists(file)) {
                    all = all.withFallback(ConfigFactory.parseFile(file.toFile()));
                }
            }
            return all.resolve();
        }
    }
}
