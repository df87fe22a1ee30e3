package org.pleach.benchmarks;

import java.util.Map;

/** Something the harness can run by name. */
interface Scenario {

    /** The name on the command line. */
    String name();

    /** One line for {@code --list}. */
    String description();

    /**
     * Runs it, printing as it goes.
     *
     * @return the keys and values for {@code --json}
     */
    Map<String, Object> run(HarnessOptions options) throws Exception;
}
