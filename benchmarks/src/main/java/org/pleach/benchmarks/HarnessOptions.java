package org.pleach.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The harness's command line.
 *
 * @param scenario the scenario's name, or null with {@code --list}
 * @param list     whether to list the scenarios
 * @param quick    whether to stay under 50 s
 * @param json     where to write the result, or null
 * @param settings every other {@code --key value}, for the scenario
 */
record HarnessOptions(String scenario, boolean list, boolean quick, Path json, Map<String, String> settings) {

    /** @throws IllegalArgumentException with a sentence for the user */
    static HarnessOptions parse(List<String> arguments) {
        List<String> names = new ArrayList<>();
        Map<String, String> settings = new LinkedHashMap<>();
        boolean list = false;
        boolean quick = false;
        Path json = null;
        for (Iterator<String> left = arguments.iterator(); left.hasNext();) {
            String argument = left.next();
            switch (argument) {
                case "--list" -> list = true;
                case "--quick" -> quick = true;
                case "--json" -> json = Path.of(value(argument, left));
                default -> {
                    if (argument.startsWith("--")) {
                        settings.put(argument.substring(2), value(argument, left));
                    } else {
                        names.add(argument);
                    }
                }
            }
        }
        if (!list && names.size() != 1) {
            throw new IllegalArgumentException("expected one scenario, got " + names + "; --list names them");
        }
        return new HarnessOptions(names.isEmpty() ? null : names.get(0), list, quick, json, Map.copyOf(settings));
    }

    private static String value(String argument, Iterator<String> left) {
        if (!left.hasNext()) {
            throw new IllegalArgumentException(argument + " needs a value");
        }
        return left.next();
    }

    /** A whole number setting, or {@code otherwise}. */
    int number(String key, int otherwise) {
        String text = settings.get(key);
        try {
            return text == null ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + key + ": expected a whole number, got \"" + text + '"', e);
        }
    }
}
