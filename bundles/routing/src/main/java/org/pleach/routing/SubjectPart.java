package org.pleach.routing;

import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;

/** A token of a {@link SubjectTransform}'s destination. Immutable; makes no object when asked. */
abstract class SubjectPart {

    private static final int FNV_OFFSET = 0x811C9DC5;
    private static final int FNV_PRIME = 0x01000193;

    /** Writes it to {@code target} at {@code at}; returns the index behind it. */
    abstract int put(byte[] subject, int from, int end, byte[] target, int at, IntUnaryOperator random);

    /** Bytes it has whatever the subject is. */
    int fixedLength() {
        return 0;
    }

    static SubjectPart literal(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new SubjectPart() {
            @Override
            int put(byte[] subject, int from, int end, byte[] target, int at, IntUnaryOperator random) {
                return copy(bytes, 0, bytes.length, target, at);
            }

            @Override
            int fixedLength() {
                return bytes.length;
            }
        };
    }

    static SubjectPart token(int index) {
        return new SubjectPart() {
            @Override
            int put(byte[] subject, int from, int end, byte[] target, int at, IntUnaryOperator random) {
                int start = tokenStart(subject, from, end, index);
                return copy(subject, start, Subjects.tokenEnd(subject, start, end), target, at);
            }
        };
    }

    static SubjectPart random(int buckets) {
        return new SubjectPart() {
            @Override
            int put(byte[] subject, int from, int end, byte[] target, int at, IntUnaryOperator random) {
                return putNumber(buckets == 0 ? 0 : random.applyAsInt(buckets), target, at);
            }
        };
    }

    /** @param tokens those that are hashed, one after the other; the whole subject if there are none */
    static SubjectPart partition(int buckets, int[] tokens) {
        return new SubjectPart() {
            @Override
            int put(byte[] subject, int from, int end, byte[] target, int at, IntUnaryOperator random) {
                int hash = FNV_OFFSET;
                if (tokens.length == 0) {
                    hash = fnv(hash, subject, from, end);
                }
                for (int token : tokens) {
                    int start = tokenStart(subject, from, end, token);
                    hash = fnv(hash, subject, start, Subjects.tokenEnd(subject, start, end));
                }
                return putNumber(buckets == 0 ? 0 : Integer.remainderUnsigned(hash, buckets), target, at);
            }
        };
    }

    static SubjectPart split(int index, String delimiter) {
        byte[] by = delimiter.getBytes(StandardCharsets.UTF_8);
        if (by.length == 0 || delimiter.contains(" ") || delimiter.contains(".")) {
            throw new IllegalArgumentException("expected a text without blanks and dots to split at, got \"" + delimiter + '"');
        }
        return new SubjectPart() {
            @Override
            int put(byte[] subject, int from, int end, byte[] target, int at, IntUnaryOperator random) {
                int start = tokenStart(subject, from, end, index);
                return putSplit(subject, start, Subjects.tokenEnd(subject, start, end), by, target, at);
            }
        };
    }

    static SubjectPart cut(String function, int index, int length) {
        boolean known = function.equals("left") || function.equals("right") || function.equals("splitfromleft")
                || function.equals("splitfromright") || function.equals("slicefromleft") || function.equals("slicefromright");
        if (!known) {
            throw new IllegalArgumentException("expected a function such as wildcard or partition, got \"" + function + '"');
        }
        return new SubjectPart() {
            @Override
            int put(byte[] subject, int from, int end, byte[] target, int at, IntUnaryOperator random) {
                int start = tokenStart(subject, from, end, index);
                int stop = Subjects.tokenEnd(subject, start, end);
                if (length <= 0 || length >= stop - start) {
                    return copy(subject, start, stop, target, at);
                }
                return switch (function) {
                    case "left" -> copy(subject, start, start + length, target, at);
                    case "right" -> copy(subject, stop - length, stop, target, at);
                    case "splitfromleft" -> twoParts(subject, start, start + length, stop, target, at);
                    case "splitfromright" -> twoParts(subject, start, stop - length, stop, target, at);
                    case "slicefromleft" -> slices(subject, start, stop, length, length, target, at);
                    default -> slices(subject, start, stop, (stop - start) % length, length, target, at);
                };
            }
        };
    }

    private static int twoParts(byte[] text, int start, int middle, int stop, byte[] target, int at) {
        int next = copy(text, start, middle, target, at);
        target[next++] = '.';
        return copy(text, middle, stop, target, next);
    }

    /** Slices of {@code length}, the first of {@code first} if that is not 0. */
    private static int slices(byte[] text, int start, int stop, int first, int length, byte[] target, int at) {
        int next = at;
        int from = start;
        int to = start + (first == 0 ? length : first);
        while (from < stop) {
            if (from > start) {
                target[next++] = '.';
            }
            next = copy(text, from, Math.min(to, stop), target, next);
            from = to;
            to += length;
        }
        return next;
    }

    private static int putSplit(byte[] text, int start, int stop, byte[] by, byte[] target, int at) {
        int next = at;
        int from = start;
        for (int i = start; i <= stop; i++) {
            boolean found = i + by.length <= stop && java.util.Arrays.equals(text, i, i + by.length, by, 0, by.length);
            if (found || i == stop) {
                if (i > from) {
                    if (next > at) {
                        target[next++] = '.';
                    }
                    next = copy(text, from, i, target, next);
                }
                from = i + by.length;
                i += found ? by.length - 1 : 0;
            }
        }
        return next;
    }

    static int tokenStart(byte[] subject, int from, int end, int index) {
        int start = from;
        for (int i = 0; i < index; i++) {
            start = Math.min(end, Subjects.tokenEnd(subject, start, end) + 1);
        }
        return start;
    }

    private static int copy(byte[] text, int from, int to, byte[] target, int at) {
        System.arraycopy(text, from, target, at, to - from);
        return at + to - from;
    }

    private static int fnv(int seed, byte[] text, int from, int to) {
        int hash = seed;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text[i] & 0xFF) * FNV_PRIME;
        }
        return hash;
    }

    private static int putNumber(int number, byte[] target, int at) {
        int digits = 1;
        for (int rest = number; rest > 9; rest /= 10) {
            digits++;
        }
        int rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + digits;
    }
}
