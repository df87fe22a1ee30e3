package org.pleach.shell;

import java.util.Comparator;
import java.util.List;
import org.pleach.counters.CounterSource;

/** Every count of every source as a table, by subsystem; counts that are zero are left out unless asked for. */
final class CountersView {

    private final boolean withZeros;

    CountersView(boolean withZeros) {
        this.withZeros = withZeros;
    }

    String of(List<CounterSource> sources) {
        TextTable table = new TextTable("subsystem", "count", "value");
        boolean[] any = new boolean[1];
        sources.stream().sorted(Comparator.comparing(CounterSource::subsystem)).forEach(source ->
                source.read((name, value) -> {
                    if (withZeros || value != 0) {
                        table.row(source.subsystem(), name, value);
                        any[0] = true;
                    }
                }));
        return any[0] ? table.toString() : "nothing counted";
    }
}
