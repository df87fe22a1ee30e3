package org.pleach.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The rows of a table of comparisons, of which {@code --rows REGEX} chooses some. */
final class Rows {

    private final Pattern wanted;
    private final Comparison comparison;
    private final List<Map<String, Object>> rows = new ArrayList<>();

    Rows(HarnessOptions options) {
        this.wanted = Pattern.compile(options.settings().getOrDefault("rows", ".*"));
        this.comparison = new Comparison(options.quick());
        Measurement.printHead();
    }

    boolean wants(String name) {
        return wanted.matcher(name).matches();
    }

    void add(String name, Load load, Comparison.Nodes pleach, Comparison.Nodes peer)
            throws IOException, InterruptedException {
        if (wants(name)) {
            rows.add(comparison.run(name, load, pleach, peer));
        }
    }

    List<Map<String, Object>> all() {
        return rows;
    }
}
