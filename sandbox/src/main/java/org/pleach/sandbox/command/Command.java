package org.pleach.sandbox.command;

import java.util.List;
import java.util.Set;

/**
 * One command that a running sandbox understands. Immutable.
 *
 * @param usage    how it is written; the first word is its name
 * @param help     what it does
 * @param valued   its options that take a value
 * @param switches its options that take none
 * @param action   does it
 */
record Command(String usage, String help, Set<String> valued, Set<String> switches, Action action) {

    /** What a command does. */
    interface Action {
        /**
         * Does it.
         *
         * @return what to print
         * @throws IllegalArgumentException saying what was expected and what came
         */
        List<String> run(Arguments arguments);
    }

    String name() {
        return usage.split(" ", 2)[0];
    }

    List<String> run(List<String> words) {
        return action.run(new Arguments(words, usage, valued, switches));
    }
}
