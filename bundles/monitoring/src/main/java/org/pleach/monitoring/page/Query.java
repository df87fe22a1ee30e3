package org.pleach.monitoring.page;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A request's parameters, read as nats-server reads them: what is missing or empty counts as false, 0 or empty. */
public final class Query {

    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    private final Map<String, List<String>> parameters;

    /** The first value of each counts. */
    public Query(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /** All values of one. */
    List<String> texts(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    String text(String name) {
        List<String> values = parameters.get(name);
        return values == null || values.isEmpty() ? "" : values.get(0);
    }

    boolean flag(String name) throws BadQueryException {
        String text = text(name);
        if (text.isEmpty() || FALSE.contains(text)) {
            return false;
        }
        if (TRUE.contains(text)) {
            return true;
        }
        throw new BadQueryException("Error decoding boolean for '" + name + "': expected true or false, got "
                + BadQueryException.shown(text));
    }

    long number(String name) throws BadQueryException {
        String text = text(name);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadQueryException("Error decoding int for '" + name + "': expected a number, got "
                    + BadQueryException.shown(text));
        }
    }

    /** A number brought into a range. */
    int number(String name, int least, int most) throws BadQueryException {
        return (int) Math.max(least, Math.min(most, number(name)));
    }
}
