package org.pleach.config.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pleach.config.syntax.Sizes;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;

/**
 * A number of bytes. The suffixes are nats-server's (k is 1000; kb, ki and kib are 1024); they may be in quotes and, as in
 * HOCON, a blank or a lone {@code B} may stand behind the number.
 *
 * @param least the smallest allowed
 * @param most  the greatest allowed
 */
record SizeType(long least, long most) implements ValueType {

    static final SizeType SIZE = new SizeType(0, Long.MAX_VALUE);
    static final SizeType INT = new SizeType(0, Integer.MAX_VALUE);

    private static final Pattern WRITTEN = Pattern.compile("(-?\\d+) ?(?:([kKmMgGtTpPeE][bBiI]{0,2})|[bB])?");

    @Override
    public Node read(Node value, String key, Reading reading) {
        Long size = value instanceof Scalar scalar ? size(scalar) : null;
        if (size == null || size < least || size > most) {
            return reading.refuse(value, key, expected());
        }
        return new Scalar(size, ((Scalar) value).written(), value.place());
    }

    private static Long size(Scalar scalar) {
        if (scalar.value() instanceof Long number) {
            return number;
        }
        Matcher written = scalar.value() instanceof String text ? WRITTEN.matcher(text) : null;
        if (written == null || !written.matches()) {
            return null;
        }
        return Sizes.read(written.group(1) + (written.group(2) == null ? "" : written.group(2)));
    }

    @Override
    public String expected() {
        String range = most == Long.MAX_VALUE ? " of at least " + least : " from " + least + " to " + most;
        return "a number of bytes" + range + " such as 65536 or 64KB";
    }
}
