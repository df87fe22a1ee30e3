package org.pleach.config.schema;

import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;

/**
 * A subject, wildcards included.
 *
 * @param queue whether a queue group may stand behind it
 */
record SubjectType(boolean queue) implements ValueType {

    static final SubjectType SUBJECT = new SubjectType(false);
    static final SubjectType WITH_QUEUE = new SubjectType(true);

    @Override
    public Node read(Node value, String key, Reading reading) {
        if (value instanceof Scalar scalar && scalar.value() instanceof String text && isValid(text)) {
            return value;
        }
        return reading.refuse(value, key, expected());
    }

    private boolean isValid(String text) {
        if (isSubject(text)) {
            return true;
        }
        String[] parts = text.strip().split("\\s+");
        return queue && parts.length == 2 && isSubject(parts[0]) && isSubject(parts[1]);
    }

    /** As nats-server: no empty token, no blank, {@code >} only at the end. */
    static boolean isSubject(String text) {
        String[] tokens = text.split("\\.", -1);
        for (int i = 0; i < tokens.length; i++) {
            if (tokens[i].isEmpty() || tokens[i].chars().anyMatch(c -> " \t\n\r\f".indexOf(c) >= 0)
                    || tokens[i].equals(">") && i < tokens.length - 1) {
                return false;
            }
        }
        return true;
    }

    /** Whether it has no wildcard. */
    static boolean isLiteral(String subject) {
        for (String token : subject.split("\\.", -1)) {
            if (token.equals("*") || token.equals(">")) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String expected() {
        return "a subject such as \"orders.*\"" + (queue ? ", perhaps with a queue group behind it" : "");
    }
}
