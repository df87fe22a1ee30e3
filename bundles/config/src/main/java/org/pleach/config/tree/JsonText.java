package org.pleach.config.tree;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Writes a tree as JSON, byte for byte as Go's {@code encoding/json} writes it: keys sorted, no blanks, {@code < > &}
 * escaped. So the digest of a configuration is the one that nats-server logs for the same file.
 */
public final class JsonText {

    private static final String HEX = "0123456789abcdef";
    private static final double SMALLEST_PLAIN = 1e-6;
    private static final double SMALLEST_EXPONENT = 1e21;
    private static final Comparator<Member> BY_KEY_BYTES = (a, b) -> Arrays.compareUnsigned(
            a.key().getBytes(StandardCharsets.UTF_8), b.key().getBytes(StandardCharsets.UTF_8));

    private final StringBuilder out = new StringBuilder();

    private JsonText() { }

    /** The JSON of a tree. */
    public static String of(Node node) {
        JsonText json = new JsonText();
        json.write(node);
        return json.out.toString();
    }

    private void write(Node node) {
        if (node instanceof Block block) {
            List<Member> sorted = block.members().stream().sorted(BY_KEY_BYTES).toList();
            String before = "{";
            for (Member member : sorted) {
                out.append(before);
                string(member.key());
                out.append(':');
                write(member.value());
                before = ",";
            }
            out.append(sorted.isEmpty() ? "{}" : "}");
        } else if (node instanceof Sequence sequence) {
            String before = "[";
            for (Node item : sequence.items()) {
                out.append(before);
                write(item);
                before = ",";
            }
            out.append(sequence.items().isEmpty() ? "[]" : "]");
        } else {
            scalar(((Scalar) node).value());
        }
    }

    private void scalar(Object value) {
        if (value instanceof Double number) {
            out.append(number(number));
        } else if (value instanceof Long || value instanceof Boolean) {
            out.append(value);
        } else {
            string(value.toString());
        }
    }

    private static String number(double value) {
        double size = Math.abs(value);
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (size == 0 || size >= SMALLEST_PLAIN && size < SMALLEST_EXPONENT) {
            return decimal.signum() == 0 ? "0" : decimal.toPlainString();
        }
        String digits = decimal.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - decimal.scale();
        return (value < 0 ? "-" : "") + digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + 'e' + (exponent < 0 ? '-' : '+') + Math.abs(exponent);
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '<', '>', '&', '\u2028', '\u2029' -> escaped(c);
                default -> {
                    if (c < ' ') {
                        escaped(c);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private void escaped(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 0xF));
        }
    }
}
