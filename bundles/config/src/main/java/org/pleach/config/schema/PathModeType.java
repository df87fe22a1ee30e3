package org.pleach.config.schema;

import java.util.regex.Pattern;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;

/** The name of a path scheduler. Which ones there are is known when the bundles are there. */
final class PathModeType implements ValueType {

    static final PathModeType MODE = new PathModeType();

    private static final Pattern NAME = Pattern.compile("[\\w.-]{1,64}");
    private static final String SPREAD = "spread";
    private static final String EXPECTED = "failover, redundant or the name of another path scheduler";

    private PathModeType() { }

    /** Whether a scheduler may be called so. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.equals(SPREAD);
    }

    @Override
    public Node read(Node value, String key, Reading reading) {
        if (!(value instanceof Scalar scalar) || !(scalar.value() instanceof String text)
                || !NAME.matcher(text).matches()) {
            return reading.refuse(value, key, EXPECTED);
        }
        if (text.equals(SPREAD)) {
            reading.refuse(value.place(), key + ": spread is not offered, since what it sends over several paths "
                    + "arrives out of order and QUIC takes that for loss (docs/scion.md); expected " + EXPECTED);
            return null;
        }
        return value;
    }

    @Override
    public String expected() {
        return EXPECTED;
    }
}
