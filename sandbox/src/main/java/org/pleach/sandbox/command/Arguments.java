package org.pleach.sandbox.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pleach.sandbox.Form;

/** The words after a command: values by position, and options that begin with two dashes. */
final class Arguments {

    private final String usage;
    private final List<String> values = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();

    /**
     * @param usage    how the command is written
     * @param valued   options that take a value
     * @param switches options that take none
     */
    Arguments(List<String> words, String usage, Set<String> valued, Set<String> switches) {
        this.usage = usage;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("--")) {
                values.add(word);
            } else if (switches.contains(word)) {
                options.put(word, "");
            } else if (valued.contains(word) && i + 1 < words.size()) {
                options.put(word, words.get(++i));
            } else {
                throw wrong(valued.contains(word) ? "a value is missing after " + word : "unknown option " + word);
            }
        }
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    <T> T option(String option, Form<T> form, T absent) {
        return has(option) ? read(option, form, options.get(option)) : absent;
    }

    /** Refuses anything but so many values. */
    Arguments count(int least, int most) {
        if (values.size() < least) {
            throw wrong("something is missing");
        }
        if (values.size() > most) {
            throw wrong("unexpected \"" + values.get(most) + '"');
        }
        return this;
    }

    int count() {
        return values.size();
    }

    String text(int position) {
        return values.get(position);
    }

    <T> T value(int position, Form<T> form) {
        return read("", form, values.get(position));
    }

    IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + "; usage: " + usage);
    }

    private <T> T read(String option, Form<T> form, String text) {
        try {
            return form.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong("expected " + form.expected() + (option.isEmpty() ? "" : " after " + option) + ", got \"" + text
                    + '"');
        }
    }
}
