package org.pleach.config.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.pleach.config.ConfigRefusedException;
import org.pleach.config.tree.Place;

/**
 * Strings of nats-server's format: {@code "with escapes"}, {@code 'as it is'}, bare, and blocks of lines in parentheses.
 *
 * <p>Escapes, in double quotes and in bare strings: {@code \t \n \r \" \\} and {@code \xHH}, which stands for one byte
 * of UTF-8.
 */
final class Strings {

    private final Source source;

    Strings(Source source) {
        this.source = source;
    }

    /** A bare string and whether it had escapes: with escapes it is a string whatever it looks like. */
    record Bare(String text, boolean escaped, boolean endedByQuote) { }

    /** From the opening double quote to behind the closing one. */
    String doubleQuoted() throws ConfigRefusedException {
        Place start = source.here();
        source.next();
        StringBuilder text = new StringBuilder();
        while (true) {
            int c = source.next();
            if (c == Source.END) {
                throw Source.refusal(start, "expected a closing \" for the string that starts here");
            }
            if (c == '"') {
                return checked(text.toString(), start);
            }
            if (c == '\\') {
                escape(text);
            } else {
                text.append((char) c);
            }
        }
    }

    /** From the opening single quote to behind the closing one. */
    String singleQuoted() throws ConfigRefusedException {
        Place start = source.here();
        source.next();
        Source.Mark first = source.mark();
        while (source.peek() != '\'') {
            if (source.next() == Source.END) {
                throw Source.refusal(start, "expected a closing ' for the string that starts here");
            }
        }
        String text = source.since(first);
        source.next();
        return checked(text, start);
    }

    /** From the opening parenthesis to behind the closing one, which stands alone on its line. */
    String lines() throws ConfigRefusedException {
        Place start = source.here();
        source.next();
        Source.Mark first = source.mark();
        int before = Source.END;
        while (true) {
            int c = source.peek();
            if (c == Source.END) {
                throw Source.refusal(start, "expected a ) alone on a line for the text that starts here");
            }
            if (c == ')' && before == '\n' && (source.peek(1) == Source.END || Source.isLineEnd(source.peek(1)))) {
                String text = source.since(first);
                source.next();
                return checked(text, start);
            }
            before = source.next();
        }
    }

    /** Up to a blank, the end of the line, or one of {@code ; , ] }}. A single quote ends it too and is swallowed. */
    Bare bare() throws ConfigRefusedException {
        Place start = source.here();
        StringBuilder text = new StringBuilder();
        boolean escaped = false;
        while (!endsBare(source.peek())) {
            int c = source.next();
            if (c == '\\') {
                escape(text);
                escaped = true;
            } else if (c == '\'') {
                return new Bare(checked(text.toString(), start), escaped, true);
            } else {
                text.append((char) c);
            }
        }
        return new Bare(checked(text.toString(), start), escaped, false);
    }

    static boolean endsBare(int c) {
        return c == Source.END || Source.isLineEnd(c) || Source.isBlank(c)
                || c == ';' || c == ',' || c == ']' || c == '}';
    }

    private void escape(StringBuilder text) throws ConfigRefusedException {
        switch (source.peek()) {
            case 't' -> text.append('\t');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case '"' -> text.append('"');
            case '\\' -> text.append('\\');
            case 'x' -> {
                bytes(text);
                return;
            }
            default -> throw source.refusal("expected \\t, \\n, \\r, \\\", \\\\ or \\xHH, found \\ and "
                    + source.found());
        }
        source.next();
    }

    private void bytes(StringBuilder text) throws ConfigRefusedException {
        Place start = source.here();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        do {
            source.next();
            bytes.write(digit() << 4 | digit());
        } while (source.peek() == '\\' && source.peek(1) == 'x' && source.next() != Source.END);
        try {
            text.append(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())));
        } catch (CharacterCodingException e) {
            throw Source.refusal(start, "expected \\xHH escapes that are UTF-8 together");
        }
    }

    private int digit() throws ConfigRefusedException {
        int digit = source.peek() < 0x80 ? Character.digit(source.peek(), 16) : -1;
        if (digit < 0) {
            throw source.refusal("expected two hexadecimal digits after \\x, found " + source.found());
        }
        source.next();
        return digit;
    }

    private static String checked(String text, Place place) throws ConfigRefusedException {
        if (text.indexOf('\uFFFD') >= 0) {
            throw Source.refusal(place, "expected UTF-8, found bytes that are not");
        }
        return text;
    }
}
