package org.pleach.routing;

/**
 * Rules about subjects: tokens separated by dots, where {@code *} stands for one token and {@code >}, as the last one,
 * for one or more. As nats-server has them (server/sublist.go). All methods are safe for any thread and make no object.
 */
public final class Subjects {

    /** The most tokens a subject may have to be valid; bounds how deep a trie can be. */
    public static final int MAX_TOKENS = 4096;

    private Subjects() { }

    /**
     * Whether one may subscribe to this: no empty token, no white space, {@code >} only at the end, at most
     * {@link #MAX_TOKENS}.
     */
    public static boolean isValid(byte[] subject) {
        return isValid(subject, 0, subject.length);
    }

    /** {@link #isValid(byte[])} of a part of an array. */
    public static boolean isValid(byte[] subject, int offset, int length) {
        int end = offset + length;
        int start = offset;
        int tokens = 0;
        boolean tail = false;
        for (int i = offset; i <= end; i++) {
            if (i == end || subject[i] == '.') {
                if (i == start || tail || ++tokens > MAX_TOKENS) {
                    return false;
                }
                tail = i - start == 1 && subject[start] == '>';
                start = i + 1;
            } else if (isWhiteSpace(subject[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhiteSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == '\f';
    }

    /** Whether no token is a wildcard. Says nothing of validity. */
    public static boolean isLiteral(byte[] subject) {
        return isLiteral(subject, 0, subject.length);
    }

    /** {@link #isLiteral(byte[])} of a part of an array. */
    public static boolean isLiteral(byte[] subject, int offset, int length) {
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            byte b = subject[i];
            if ((b == '*' || b == '>') && (i == offset || subject[i - 1] == '.')
                    && (i + 1 == end || subject[i + 1] == '.')) {
                return false;
            }
        }
        return true;
    }

    /** Whether a message may be published to this under strict rules: valid and literal. */
    public static boolean isValidPublish(byte[] subject, int offset, int length) {
        return isValid(subject, offset, length) && isLiteral(subject, offset, length);
    }

    /**
     * Whether a pedantic client may publish to this: literal and without an empty token; white space is not looked for.
     */
    public static boolean isValidLiteral(byte[] subject, int offset, int length) {
        return hasNoEmptyToken(subject, offset, length) && isLiteral(subject, offset, length);
    }

    /** Whether there is at least one token and none is empty. */
    public static boolean hasNoEmptyToken(byte[] subject, int offset, int length) {
        int end = offset + length;
        boolean empty = true;
        for (int i = offset; i < end; i++) {
            if (subject[i] != '.') {
                empty = false;
            } else if (empty) {
                return false;
            } else {
                empty = true;
            }
        }
        return !empty;
    }

    /** Whether a message to {@code literal} goes to a subscription to {@code pattern}. */
    public static boolean matches(byte[] pattern, byte[] literal) {
        return matches(pattern, literal, 0, literal.length);
    }

    /** {@link #matches(byte[], byte[])} of a part of an array. */
    public static boolean matches(byte[] pattern, byte[] literal, int offset, int length) {
        int p = 0;
        int l = offset;
        int end = offset + length;
        while (p < pattern.length && l < end) {
            int pEnd = tokenEnd(pattern, p, pattern.length);
            int lEnd = tokenEnd(literal, l, end);
            if (isToken(pattern, p, pEnd, '>')) {
                return lEnd > l;
            }
            if (isToken(pattern, p, pEnd, '*') ? lEnd == l : !sameToken(pattern, p, pEnd, literal, l, lEnd)) {
                return false;
            }
            p = pEnd + 1;
            l = lEnd + 1;
        }
        return p == pattern.length + 1 && l == end + 1;
    }

    /** Whether everything a subscription to {@code subject} can get is also matched by {@code pattern}. */
    public static boolean covers(byte[] pattern, byte[] subject) {
        int p = 0;
        int s = 0;
        while (p < pattern.length && s < subject.length) {
            int pEnd = tokenEnd(pattern, p, pattern.length);
            int sEnd = tokenEnd(subject, s, subject.length);
            if (isToken(pattern, p, pEnd, '>')) {
                return true;
            }
            if (isToken(subject, s, sEnd, '>')
                    || !isToken(pattern, p, pEnd, '*') && !sameToken(pattern, p, pEnd, subject, s, sEnd)) {
                return false;
            }
            p = pEnd + 1;
            s = sEnd + 1;
        }
        return p == pattern.length + 1 && s == subject.length + 1;
    }

    /** Whether some message could go to subscriptions to both. */
    public static boolean overlap(byte[] one, byte[] other) {
        int a = 0;
        int b = 0;
        while (a < one.length && b < other.length) {
            int aEnd = tokenEnd(one, a, one.length);
            int bEnd = tokenEnd(other, b, other.length);
            if (isToken(one, a, aEnd, '>') || isToken(other, b, bEnd, '>')) {
                return true;
            }
            if (!isToken(one, a, aEnd, '*') && !isToken(other, b, bEnd, '*')
                    && !sameToken(one, a, aEnd, other, b, bEnd)) {
                return false;
            }
            a = aEnd + 1;
            b = bEnd + 1;
        }
        return a == one.length + 1 && b == other.length + 1;
    }

    static int tokenEnd(byte[] subject, int from, int end) {
        int i = from;
        while (i < end && subject[i] != '.') {
            i++;
        }
        return i;
    }

    static boolean isToken(byte[] subject, int from, int to, char wildcard) {
        return to - from == 1 && subject[from] == wildcard;
    }

    private static boolean sameToken(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
        return java.util.Arrays.equals(a, aFrom, aTo, b, bFrom, bTo);
    }
}
