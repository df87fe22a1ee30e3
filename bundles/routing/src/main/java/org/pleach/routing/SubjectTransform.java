package org.pleach.routing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes another subject of one, as nats-server's subject mappings do: {@code foo.*.*} to {@code bar.$2.{{left(1,3)}}}.
 * Immutable; safe for any thread; makes no object when asked.
 *
 * <p>{@code $n} and {@code {{wildcard(n)}}} stand for what the n-th {@code *} of the source matched; the functions
 * {@code partition(buckets, n...)}, {@code random(buckets)}, {@code split(n, text)}, {@code splitFromLeft},
 * {@code splitFromRight}, {@code sliceFromLeft}, {@code sliceFromRight}, {@code left} and {@code right}
 * {@code (n, length)} are nats-server's. (server/subject_transform.go)
 */
public final class SubjectTransform {

    private static final Pattern CALL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*\\(([^)]*)\\)\\s*}}");
    private static final Pattern NUMBERED = Pattern.compile("\\$(\\d+)");

    private final byte[] source;
    private final SubjectPart[] parts;
    private final int tailFrom;
    private final int literals;

    private SubjectTransform(byte[] source, List<SubjectPart> parts, int tailFrom) {
        this.source = source;
        this.parts = parts.toArray(SubjectPart[]::new);
        this.tailFrom = tailFrom;
        this.literals = parts.stream().mapToInt(SubjectPart::fixedLength).sum() + this.parts.length;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with what was expected, if either is not valid or they do not go together
     */
    public static SubjectTransform of(String source, String destination) {
        byte[] from = source.getBytes(StandardCharsets.UTF_8);
        if (!Subjects.isValid(from)) {
            throw new IllegalArgumentException("expected a valid subject, got \"" + source + '"');
        }
        String[] tokens = source.split("\\.");
        boolean tail = source.endsWith(">") && tokens[tokens.length - 1].equals(">");
        List<Integer> wildcards = new ArrayList<>();
        for (int i = 0; i < tokens.length; i++) {
            if (tokens[i].equals("*")) {
                wildcards.add(i);
            }
        }
        List<SubjectPart> parts = new ArrayList<>();
        boolean tailed = false;
        for (String token : tokens(destination)) {
            if (tailed || token.isEmpty() || token.equals("*")) {
                throw new IllegalArgumentException("expected a valid destination, got \"" + destination + '"');
            }
            if (token.equals(">")) {
                tailed = true;
            } else {
                parts.add(part(token, wildcards));
            }
        }
        if (tail != tailed) {
            throw new IllegalArgumentException("expected > at the end of both \"" + source + "\" and \"" + destination
                    + "\", or of neither");
        }
        return new SubjectTransform(from, parts, tail ? tokens.length - 1 : -1);
    }

    /** Dots in the arguments of a function do not part tokens. */
    private static List<String> tokens(String destination) {
        List<String> tokens = new ArrayList<>();
        int from = 0;
        int depth = 0;
        for (int i = 0; i <= destination.length(); i++) {
            if (i == destination.length() || destination.charAt(i) == '.' && depth == 0) {
                tokens.add(destination.substring(from, i));
                from = i + 1;
            } else if (destination.charAt(i) == '{') {
                depth++;
            } else if (destination.charAt(i) == '}') {
                depth--;
            }
        }
        return tokens;
    }

    private static SubjectPart part(String token, List<Integer> wildcards) {
        Matcher numbered = NUMBERED.matcher(token);
        if (numbered.matches()) {
            return SubjectPart.token(wildcard(numbered.group(1), wildcards));
        }
        if (!token.startsWith("{{") || !token.endsWith("}}")) {
            return SubjectPart.literal(token);
        }
        Matcher call = CALL.matcher(token);
        if (!call.matches()) {
            throw new IllegalArgumentException("expected a function such as {{wildcard(1)}}, got \"" + token + '"');
        }
        String[] arguments = call.group(2).split(",", -1);
        String function = call.group(1).toLowerCase(Locale.ROOT);
        switch (function) {
            case "partition":
                int[] hashed = Arrays.stream(arguments).skip(1).mapToInt(each -> wildcard(each, wildcards)).toArray();
                return SubjectPart.partition(number(arguments[0]), hashed);
            case "random":
                return SubjectPart.random(number(arguments[0]));
            case "wildcard":
                return SubjectPart.token(wildcard(arguments[0], wildcards));
            case "split":
                return SubjectPart.split(wildcard(arguments[0], wildcards), argument(arguments, token));
            default:
                return SubjectPart.cut(function, wildcard(arguments[0], wildcards), number(argument(arguments, token)));
        }
    }

    private static String argument(String[] arguments, String token) {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("expected two arguments in " + token);
        }
        return arguments[1];
    }

    private static int number(String text) {
        if (!text.strip().matches("\\d{1,9}")) {
            throw new IllegalArgumentException("expected a number, got \"" + text + '"');
        }
        return Integer.parseInt(text.strip());
    }

    private static int wildcard(String text, List<Integer> wildcards) {
        int index = number(text);
        if (index < 1 || index > wildcards.size()) {
            throw new IllegalArgumentException("expected the number of one of " + wildcards.size() + " wildcards, got " + index);
        }
        return wildcards.get(index - 1);
    }

    /** Whether it is for this subject. */
    public boolean matches(byte[] subject, int offset, int length) {
        return Subjects.matches(source, subject, offset, length);
    }

    /** Bytes {@link #put} writes at most for a subject of this length. */
    public int bound(int length) {
        return literals + (2 * length + 12) * (parts.length + 1);
    }

    /**
     * Writes what becomes of a subject that {@link #matches}.
     *
     * @param random gives a number below the one it gets
     * @param target has room for {@link #bound}
     * @return the length of what was written, from index 0 on
     */
    public int put(byte[] subject, int offset, int length, byte[] target, IntUnaryOperator random) {
        int at = 0;
        for (SubjectPart part : parts) {
            if (at > 0) {
                target[at++] = '.';
            }
            at = part.put(subject, offset, offset + length, target, at, random);
        }
        if (tailFrom >= 0) {
            int from = SubjectPart.tokenStart(subject, offset, offset + length, tailFrom);
            if (at > 0) {
                target[at++] = '.';
            }
            System.arraycopy(subject, from, target, at, offset + length - from);
            at += offset + length - from;
        }
        return at;
    }
}
