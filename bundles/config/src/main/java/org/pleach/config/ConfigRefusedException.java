package org.pleach.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that is not accepted, with every reason found, in the order of the file. */
public final class ConfigRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    /** At least one problem. */
    public ConfigRefusedException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** A single problem. */
    public ConfigRefusedException(ConfigProblem problem) {
        this(List.of(problem));
    }

    /** What is wrong; {@link #getMessage} has the same, one problem a line. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
