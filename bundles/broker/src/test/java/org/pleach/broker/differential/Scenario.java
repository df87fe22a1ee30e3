package org.pleach.broker.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pleach.broker.operator.Golden;

/**
 * A file with a configuration, what clients say under it, and what nats-server answered: sections that begin with
 * {@code === config}, {@code === reload} (the configuration after the step {@code reload}, if there is one),
 * {@code === script} and {@code === transcript}.
 *
 * <p>A line of the script is a client's name and what it sends, {@code |} for the end of a line; a client connects when it is
 * first named. <code>${name}</code> stands for a key or token of {@link Golden}.
 */
record Scenario(Path file, Map<String, String> sections) {

    private static final String MARK = "=== ";

    static Scenario read(Path file) throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        String section = "comment";
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(MARK)) {
                sections.put(section, String.join("\n", lines));
                section = line.substring(MARK.length());
                lines.clear();
            } else {
                lines.add(line);
            }
        }
        sections.put(section, String.join("\n", lines));
        return new Scenario(file, sections);
    }

    String name() {
        return file.getFileName().toString().replace(".txt", "");
    }

    String config() {
        return Golden.fill("listen: \"127.0.0.1:-1\"\n" + sections.get("config") + "\n");
    }

    String reloaded() {
        return Golden.fill("listen: \"127.0.0.1:-1\"\n" + sections.get("reload") + "\n");
    }

    List<String> script() {
        return sections.get("script").lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }

    String transcript() {
        return sections.getOrDefault("transcript", "").strip();
    }

    /** Writes it with another transcript. */
    void record(String transcript) throws IOException {
        StringBuilder text = new StringBuilder(sections.get("comment")).append(sections.get("comment").isEmpty() ? "" : "\n");
        sections.forEach((name, lines) -> {
            if (!name.equals("comment") && !name.equals("transcript")) {
                text.append(MARK).append(name).append('\n').append(lines).append('\n');
            }
        });
        Files.writeString(file, text.append(MARK).append("transcript\n").append(transcript).append('\n'));
    }
}
