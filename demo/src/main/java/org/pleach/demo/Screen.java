package org.pleach.demo;

import java.io.PrintStream;
import java.util.List;

/**
 * Where the table goes: on a terminal it is drawn over itself; elsewhere, for instance in a log, it is printed whenever the
 * stage changes.
 */
final class Screen {

    private static final String UP_AND_CLEAR = "\u001b[%dA\u001b[J";

    private final PrintStream out;
    private final boolean terminal;
    private int drawn;
    private String lastStage = "";

    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void show(List<String> table) {
        if (terminal) {
            if (drawn > 0) {
                out.printf(UP_AND_CLEAR, drawn);
            }
            table.forEach(out::println);
            drawn = table.size();
        }
        out.flush();
    }

    /** Says what happens next, below the table as it was. */
    void stage(String stage, List<String> tableBefore) {
        if (!terminal) {
            if (!lastStage.isEmpty()) {
                tableBefore.stream().skip(1).forEach(out::println);
                out.println();
            }
            out.println("== " + stage);
        }
        lastStage = stage;
        out.flush();
    }

    void say(String line) {
        drawn = 0;
        out.println(line);
        out.flush();
    }
}
