package org.pleach.config.syntax;

import org.pleach.config.ConfigProblem;
import org.pleach.config.ConfigRefusedException;
import org.pleach.config.tree.Place;

/** The text of one file with a position in it. */
final class Source {

    /** What {@link #peek} gives behind the last character. */
    static final int END = -1;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String name;
    private final String text;
    private int position;
    private int line = 1;
    private int lineStart;

    Source(String name, String text) {
        this.name = name;
        this.text = text;
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            position = 1;
            lineStart = 1;
        }
    }

    /** Where a reader was, to come back to. */
    record Mark(int position, int line, int lineStart) { }

    String text() {
        return text;
    }

    int position() {
        return position;
    }

    int peek() {
        return peek(0);
    }

    int peek(int ahead) {
        return position + ahead < text.length() ? text.charAt(position + ahead) : END;
    }

    int next() {
        if (position >= text.length()) {
            return END;
        }
        char c = text.charAt(position++);
        if (c == '\n') {
            line++;
            lineStart = position;
        }
        return c;
    }

    void skip(int count) {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    Mark mark() {
        return new Mark(position, line, lineStart);
    }

    void reset(Mark mark) {
        position = mark.position();
        line = mark.line();
        lineStart = mark.lineStart();
    }

    String since(Mark mark) {
        return text.substring(mark.position(), position);
    }

    Place here() {
        return new Place(name, line, position - lineStart + 1);
    }

    /** Blanks and tabs, what may stand between the parts of a line. */
    void skipBlanks() {
        while (isBlank(peek())) {
            position++;
        }
    }

    /** Everything that Unicode calls space, line ends too. */
    void skipSpace() {
        while (isSpace(peek())) {
            next();
        }
    }

    /** A comment up to the end of the line, if there is one here. */
    boolean skipComment() {
        if (peek() != '#' && !(peek() == '/' && peek(1) == '/')) {
            return false;
        }
        while (peek() != END && !isLineEnd(peek())) {
            next();
        }
        return true;
    }

    void skipSpaceAndComments() {
        do {
            skipSpace();
        } while (skipComment());
    }

    ConfigRefusedException refusal(String message) {
        return refusal(here(), message);
    }

    static ConfigRefusedException refusal(Place place, String message) {
        return new ConfigRefusedException(
                new ConfigProblem(place.source(), place.line(), place.column(), message));
    }

    /** The character that comes next in the words of an error message. */
    String found() {
        int c = peek();
        if (c == END) {
            return "the end of the file";
        }
        if (isLineEnd(c)) {
            return "the end of the line";
        }
        if (c < ' ' || c == 0x7F) {
            return String.format("the character U+%04X", c);
        }
        return "'" + Character.toString(text.codePointAt(position)) + "'";
    }

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r';
    }

    static boolean isSpace(int c) {
        return c >= 0 && (Character.isWhitespace(c) && c < 0x1C || Character.isSpaceChar(c) || c == 0x85);
    }
}
