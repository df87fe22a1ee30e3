package org.pleach.config.syntax;

/** Sizes outside of a file of nats-server's format. */
public final class Sizes {

    private Sizes() { }

    /** A whole number with an optional suffix as nats-server reads it, or null if {@code text} is none or too big. */
    public static Long read(String text) {
        try {
            return Numbers.whole(text);
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }
}
