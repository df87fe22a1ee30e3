package org.pleach.path.language;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a sequence; the longest one counts, blanks between words do not.
 *
 * @param kind     what it is
 * @param text     as written
 * @param position of its first character, from 0
 */
record SequenceToken(Kind kind, String text, int position) {

    private static final Pattern BLANK = Pattern.compile("[ \\t\\r\\n]+");

    enum Kind {
        NUMBER("0|[1-9][0-9]*"),
        AS("-(?:(?:[1-9a-fA-F][0-9a-fA-F]*|0):(?:[1-9a-fA-F][0-9a-fA-F]*|0):(?:[1-9a-fA-F][0-9a-fA-F]*|0)|[1-9][0-9]*|0)"),
        HASH("#"),
        COMMA(","),
        OPTIONAL("\\?"),
        PLUS("\\+"),
        STAR("\\*"),
        OR("\\|"),
        OPEN("\\("),
        CLOSE("\\)"),
        END("(?!)");

        private final Pattern pattern;

        Kind(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }
    }

    /** Cuts a text into words, {@link Kind#END} last. */
    static List<SequenceToken> of(String text) {
        List<SequenceToken> tokens = new ArrayList<>();
        int at = skipBlanks(text, 0);
        while (at < text.length()) {
            SequenceToken token = next(text, at);
            tokens.add(token);
            at = skipBlanks(text, at + token.text.length());
        }
        tokens.add(new SequenceToken(Kind.END, "", text.length()));
        return tokens;
    }

    private static SequenceToken next(String text, int at) {
        for (Kind kind : Kind.values()) {
            Matcher matcher = kind.pattern.matcher(text).region(at, text.length());
            if (matcher.lookingAt()) {
                return new SequenceToken(kind, matcher.group(), at);
            }
        }
        throw new PathLanguageException("sequence", text, at + 1,
                text.charAt(at) == '-' ? "an AS such as -ff00:0:110, -559 or -0" : "a hop, an operator or a parenthesis",
                '"' + text.substring(at, Math.min(text.length(), at + 20)) + '"');
    }

    private static int skipBlanks(String text, int at) {
        Matcher blanks = BLANK.matcher(text).region(at, text.length());
        return blanks.lookingAt() ? blanks.end() : at;
    }

    String described() {
        return kind == Kind.END ? "the end" : '"' + text + '"';
    }
}
