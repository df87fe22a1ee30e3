package org.pleach.path.language;

import java.util.List;
import org.pleach.path.IsdAs;
import org.pleach.path.language.SequenceToken.Kind;

/**
 * Reads a sequence.
 * <pre>
 *  sequence = choice { choice }
 *  choice   = repeated { "|" repeated }
 *  repeated = ( hop | "(" sequence ")" ) { "?" | "+" | "*" }
 *  hop      = ISD [ "-" AS [ "#" IF [ "," IF ] ] ]
 * </pre>
 */
final class SequenceParser {

    private static final int MAX_LENGTH = 16 * 1024;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_ISD = 0xFFFF;

    private final String text;
    private final List<SequenceToken> tokens;
    private final SequenceProgram program = new SequenceProgram();
    private int at;
    private int depth;

    SequenceParser(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new PathLanguageException("sequence", text, MAX_LENGTH + 1, "at most " + MAX_LENGTH + " characters",
                    text.length() + "");
        }
        this.text = text;
        this.tokens = SequenceToken.of(text);
    }

    SequenceProgram parse() {
        sequence();
        if (token().kind() != Kind.END) {
            throw expected("a hop, an operator or the end");
        }
        return program;
    }

    private SequenceToken token() {
        return tokens.get(at);
    }

    private boolean take(Kind kind) {
        if (token().kind() != kind) {
            return false;
        }
        at++;
        return true;
    }

    private void sequence() {
        do {
            choice();
        } while (token().kind() == Kind.NUMBER || token().kind() == Kind.OPEN);
    }

    private void choice() {
        int start = program.size();
        repeated();
        while (take(Kind.OR)) {
            program.insertFork(start, 0, 0);
            int jump = program.size();
            program.fork(0, -1);
            program.redirect(start, start + 1, jump + 1);
            repeated();
            program.redirect(jump, program.size(), -1);
        }
    }

    private void repeated() {
        int start = program.size();
        if (take(Kind.OPEN)) {
            group();
        } else {
            program.hop(hop());
        }
        while (true) {
            if (take(Kind.OPTIONAL)) {
                program.insertFork(start, start + 1, program.size() + 1);
            } else if (take(Kind.STAR)) {
                program.insertFork(start, start + 1, program.size() + 2);
                program.fork(start, -1);
            } else if (take(Kind.PLUS)) {
                program.fork(start, program.size() + 1);
            } else {
                return;
            }
        }
    }

    private void group() {
        if (++depth > MAX_DEPTH) {
            throw expected("at most " + MAX_DEPTH + " parentheses in one another");
        }
        sequence();
        if (!take(Kind.CLOSE)) {
            throw expected("a hop, an operator or \")\"");
        }
        depth--;
    }

    private SequenceHop hop() {
        int isd = isd();
        if (token().kind() != Kind.AS) {
            return new SequenceHop(isd, 0, 0, 0, false);
        }
        long as = as();
        if (!take(Kind.HASH)) {
            return new SequenceHop(isd, as, 0, 0, false);
        }
        long ingress = interfaceId();
        return take(Kind.COMMA) ? new SequenceHop(isd, as, ingress, interfaceId(), false)
                : new SequenceHop(isd, as, ingress, ingress, true);
    }

    private int isd() {
        SequenceToken number = token();
        if (!take(Kind.NUMBER)) {
            throw expected("a hop such as 1, 1-ff00:0:110, 1-ff00:0:110#2 or 1-ff00:0:110#2,3, or \"(\"");
        }
        if (number.text().length() > 5 || Integer.parseInt(number.text()) > MAX_ISD) {
            at--;
            throw expected("an ISD from 0 to " + MAX_ISD);
        }
        return Integer.parseInt(number.text());
    }

    private long as() {
        String written = "0" + token().text();
        try {
            IsdAs read = IsdAs.parse(written);
            if (read.toString().equals(written)) {
                at++;
                return read.as();
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw expected("an AS as SCION writes it, such as -ff00:0:110 or -559");
    }

    private long interfaceId() {
        try {
            if (token().kind() == Kind.NUMBER) {
                long id = Long.parseUnsignedLong(token().text());
                at++;
                return id;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw expected("an interface ID");
    }

    private PathLanguageException expected(String what) {
        return new PathLanguageException("sequence", text, token().position() + 1, what, token().described());
    }
}
