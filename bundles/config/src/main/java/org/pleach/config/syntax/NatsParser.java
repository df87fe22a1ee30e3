package org.pleach.config.syntax;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pleach.config.ConfigProblem;
import org.pleach.config.ConfigRefusedException;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Member;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Place;
import org.pleach.config.tree.Scalar;
import org.pleach.config.tree.Sequence;

/**
 * Reads nats-server's configuration format from one text.
 *
 * <pre>
 *   key = value    key: value    key value    key { ... }    include "file"    # comment    // comment
 * </pre>
 * Settings end with the line, with {@code ,} or {@code ;}, or - what nats-server does not allow - where another
 * {@code key =}, {@code key:} or <code>key {</code> follows on the same line. Whatever nats-server accepts means the same here, but
 * for texts that are plainly broken: unbalanced braces and keys without a value are refused.
 */
final class NatsParser {

    /** Levels of blocks and lists, variables written out. */
    static final int DEEPEST = 64;

    /** Values in all, variables written out. */
    static final long MOST_NODES = 1_000_000;

    /** Reads what an {@code include} names; where there are no files to include from, there is none. */
    interface Includes {
        Block read(String name, Place mentioned) throws ConfigRefusedException;
    }

    private final Source source;
    private final Strings strings;
    private final Numbers numbers;
    private final Variables variables;
    private final Includes includes;
    private final List<ConfigProblem> warnings = new ArrayList<>();

    NatsParser(Source source, Variables variables, Includes includes) {
        this.source = source;
        this.strings = new Strings(source);
        this.numbers = new Numbers(source);
        this.variables = variables;
        this.includes = includes;
    }

    /** What is odd but allowed. */
    List<ConfigProblem> warnings() {
        return warnings;
    }

    /** Reads the whole text. Braces around all of it, as in JSON, change nothing. */
    void readInto(Scope scope) throws ConfigRefusedException {
        List<Place> braces = new ArrayList<>();
        while (true) {
            skipBetween();
            int c = source.peek();
            if (c == Source.END) {
                if (!braces.isEmpty()) {
                    throw Source.refusal(braces.get(0), "expected a } for the { here");
                }
                if (scope.block().weight() > MOST_NODES) {
                    throw source.refusal("expected at most " + MOST_NODES + " values, variables written out");
                }
                return;
            } else if (c == '{') {
                braces.add(source.here());
                source.next();
            } else if (c == '}') {
                closingBrace(braces);
            } else {
                member(scope, 0);
            }
        }
    }

    private void closingBrace(List<Place> braces) throws ConfigRefusedException {
        Place place = source.here();
        source.next();
        if (!braces.isEmpty()) {
            braces.remove(braces.size() - 1);
            return;
        }
        skipBetween();
        if (source.peek() != Source.END) {
            throw Source.refusal(place, "expected a key, found a } that closes nothing");
        }
    }

    private void member(Scope scope, int depth) throws ConfigRefusedException {
        Place place = source.here();
        boolean quoted = source.peek() == '"' || source.peek() == '\'';
        String key = key();
        if (!quoted && key.equalsIgnoreCase("include") && Source.isSpace(source.peek())) {
            include(scope, place);
        } else {
            boolean newLinesAfterSeparator = depth > 0;
            source.skipSpace();
            if (isSeparator(source.peek())) {
                source.next();
                source.skipBlanks();
                if (newLinesAfterSeparator) {
                    source.skipSpace();
                }
            }
            Node value = value(scope, depth, place);
            scope.put(new Member(key, place, value, false), warnings);
        }
        endOfSetting();
    }

    private String key() throws ConfigRefusedException {
        Place place = source.here();
        int quote = source.peek();
        if (quote == '"' || quote == '\'') {
            source.next();
            Source.Mark first = source.mark();
            while (source.peek() != quote) {
                if (source.peek() == Source.END || Source.isLineEnd(source.peek())) {
                    throw Source.refusal(place, "expected a closing " + (char) quote + " for the key that starts here");
                }
                source.next();
            }
            String key = source.since(first);
            source.next();
            return key;
        }
        Source.Mark first = source.mark();
        while (source.peek() != Source.END && !Source.isSpace(source.peek()) && !isSeparator(source.peek())) {
            if (source.peek() == '{') {
                throw source.refusal("expected a blank, '=' or ':' between the key and {");
            }
            source.next();
        }
        String key = source.since(first);
        if (key.isEmpty() || "}],;()".indexOf(key.charAt(0)) >= 0 || key.indexOf('\uFFFD') >= 0 || key.indexOf(0) >= 0) {
            source.reset(first);
            throw source.refusal("expected a key, found " + source.found());
        }
        return key;
    }

    private void include(Scope scope, Place place) throws ConfigRefusedException {
        source.skipBlanks();
        int c = source.peek();
        String name = switch (c) {
            case '"' -> strings.doubleQuoted();
            case '\'' -> strings.singleQuoted();
            default -> strings.bare().text();
        };
        if (name.isEmpty()) {
            throw source.refusal("expected the name of a file to include, found " + source.found());
        }
        if (includes == null) {
            throw Source.refusal(place, "include works in files only");
        }
        for (Member member : includes.read(name, place).members()) {
            scope.put(member, warnings);
        }
    }

    private Node value(Scope scope, int depth, Place place) throws ConfigRefusedException {
        int c = source.peek();
        Node node = switch (c) {
            case '[' -> list(scope, deeper(depth), place);
            case '{' -> block(scope, deeper(depth), place);
            case '"' -> text(strings.doubleQuoted(), place);
            case '\'' -> text(strings.singleQuoted(), place);
            case '(' -> text(strings.lines(), place);
            case '.', ',', ';', ']', '}', ')', Source.END -> throw source.refusal("expected a value, found "
                    + source.found());
            default -> {
                if (Source.isLineEnd(c)) {
                    throw source.refusal("expected a value on the same line, found the end of the line");
                }
                yield plain(scope, place);
            }
        };
        if (node.depth() + depth > DEEPEST) {
            throw Source.refusal(place, "expected at most " + DEEPEST + " levels of blocks and lists");
        }
        if (node.weight() > MOST_NODES) {
            throw Source.refusal(place, "expected at most " + MOST_NODES + " values, variables written out");
        }
        return node;
    }

    private int deeper(int depth) throws ConfigRefusedException {
        if (depth >= DEEPEST) {
            throw source.refusal("expected at most " + DEEPEST + " levels of blocks and lists");
        }
        return depth + 1;
    }

    private Node plain(Scope scope, Place place) throws ConfigRefusedException {
        int c = source.peek();
        if (c == '-' || c >= '0' && c <= '9') {
            Scalar number = numbers.read();
            if (number != null) {
                return number.at(place);
            }
        }
        Place start = source.here();
        Strings.Bare bare = strings.bare();
        String text = bare.text();
        if (bare.escaped() || bare.endedByQuote()) {
            return text(text, place);
        }
        if (text.startsWith("$")) {
            return variables.value(text.substring(1), scope, start);
        }
        Boolean flag = Booleans.read(text);
        return flag == null ? text(text, place) : new Scalar(flag, text, place);
    }

    private static Scalar text(String text, Place place) {
        return new Scalar(text, text, place);
    }

    private Block block(Scope around, int depth, Place place) throws ConfigRefusedException {
        Place brace = source.here();
        Scope scope = new Scope(around, place);
        source.next();
        while (true) {
            skipBetween();
            int c = source.peek();
            if (c == Source.END) {
                throw Source.refusal(brace, "expected a } for the { here");
            }
            if (c == '}') {
                source.next();
                return scope.block();
            }
            member(scope, depth);
        }
    }

    private Sequence list(Scope scope, int depth, Place place) throws ConfigRefusedException {
        Place bracket = source.here();
        List<Node> items = new ArrayList<>();
        long weight = 1;
        source.next();
        source.skipSpaceAndComments();
        while (source.peek() != ']') {
            if (source.peek() == Source.END) {
                throw Source.refusal(bracket, "expected a ] for the [ here");
            }
            Node item = value(scope, depth, source.here());
            items.add(item);
            weight += item.weight();
            if (weight > MOST_NODES) {
                throw Source.refusal(bracket, "expected at most " + MOST_NODES + " values, variables written out");
            }
            endOfItem(bracket);
        }
        source.next();
        return new Sequence(items, place);
    }

    private void endOfItem(Place bracket) throws ConfigRefusedException {
        source.skipBlanks();
        source.skipComment();
        int c = source.peek();
        if (c == Source.END) {
            throw Source.refusal(bracket, "expected a ] for the [ here");
        }
        if (c == ',' || c == '/' || Source.isLineEnd(c)) {
            source.next();
        } else if (c != ']') {
            throw source.refusal("expected ',', ']' or the end of the line after a value of a list, found "
                    + source.found());
        }
        source.skipSpaceAndComments();
    }

    private void endOfSetting() throws ConfigRefusedException {
        boolean blanks = Source.isBlank(source.peek());
        source.skipBlanks();
        int c = source.peek();
        if (c == '/' && source.peek(1) != '/') {
            source.next();
            return;
        }
        boolean ended = c == Source.END || Source.isLineEnd(c) || c == ',' || c == ';' || c == '}' || c == '#' || c == '/';
        if (!ended && !(blanks && settingFollows())) {
            throw source.refusal("expected the end of the line, ',' or ';' after a value, found " + source.found()
                    + "; a value with blanks needs quotes");
        }
    }

    /** Whether what comes is a key with a separator or an opening brace behind it, all on this line. */
    private boolean settingFollows() {
        Source.Mark mark = source.mark();
        try {
            key();
            source.skipBlanks();
            return isSeparator(source.peek()) || source.peek() == '{';
        } catch (ConfigRefusedException e) {
            return false;
        } finally {
            source.reset(mark);
        }
    }

    /** Space, comments and the marks that may end a setting. */
    private void skipBetween() {
        source.skipSpaceAndComments();
        while (source.peek() == ',' || source.peek() == ';') {
            source.next();
            source.skipSpaceAndComments();
        }
    }

    private static boolean isSeparator(int c) {
        return c == '=' || c == ':';
    }
}
