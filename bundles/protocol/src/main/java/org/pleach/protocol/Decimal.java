package org.pleach.protocol;

/** Numbers in control lines, without making an object. */
public final class Decimal {

    /** The most digits an int has. */
    public static final int MOST_DIGITS = 10;

    private Decimal() { }

    /** How many digits a number that is not negative has. */
    public static int digits(int number) {
        int digits = 1;
        for (long limit = 10; number >= limit; limit *= 10) {
            digits++;
        }
        return digits;
    }

    /** Writes a number that is not negative to {@code line} at {@code at}; returns the index behind it. */
    public static int put(byte[] line, int at, int number) {
        int end = at + digits(number);
        int rest = number;
        for (int i = end - 1; i >= at; i--) {
            int tenth = rest / 10;
            line[i] = (byte) ('0' + rest - tenth * 10);
            rest = tenth;
        }
        return end;
    }
}
