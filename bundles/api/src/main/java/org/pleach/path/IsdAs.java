package org.pleach.path;

/**
 * An ISD-AS number: the name of a SCION AS.
 *
 * <p>Sixteen bits of isolation domain, 48 bits of AS, as on the wire:
 * <pre>
 *   63            48 47                                             0
 *  +----------------+------------------------------------------------+
 *  |      ISD       |                       AS                       |
 *  +----------------+------------------------------------------------+
 * </pre>
 * Text form (SCION "ISD and AS numbering"): {@code 18-ffaa:1:10bf}; AS numbers below 2^32 are decimal
 * ({@code 1-559}), greater ones three groups of up to four hexadecimal digits. Zero in either part is a wildcard.
 *
 * @param value the 64 bits, ISD in the top 16
 */
public record IsdAs(long value) implements Comparable<IsdAs> {

    private static final long MAX_BGP_AS = 0xFFFF_FFFFL;
    private static final long AS_MASK = 0xFFFF_FFFF_FFFFL;
    private static final int MAX_ISD = 0xFFFF;

    /** The wildcard 0-0; a daemon reads it as "the local AS". */
    public static final IsdAs WILDCARD = new IsdAs(0);

    /** Joins an ISD (0 to 65535) and an AS (0 to 2^48 - 1). */
    public static IsdAs of(int isd, long as) {
        if (isd < 0 || isd > MAX_ISD) {
            throw new IllegalArgumentException("ISD out of range: expected 0 to 65535, got " + isd);
        }
        if (as < 0 || as > AS_MASK) {
            throw new IllegalArgumentException("AS out of range: expected 0 to 2^48 - 1, got " + as);
        }
        return new IsdAs((long) isd << 48 | as);
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException saying what was expected and what came
     */
    public static IsdAs parse(String text) {
        int dash = text.indexOf('-');
        if (dash <= 0) {
            throw malformed(text);
        }
        try {
            int isd = Integer.parseInt(text.substring(0, dash));
            if (isd < 0 || isd > MAX_ISD || text.charAt(0) == '+') {
                throw malformed(text);
            }
            return of(isd, parseAs(text, text.substring(dash + 1)));
        } catch (NumberFormatException e) {
            throw malformed(text);
        }
    }

    private static long parseAs(String whole, String as) {
        String[] groups = as.split(":", -1);
        if (groups.length == 1) {
            long value = Long.parseLong(as);
            if (value < 0 || value > MAX_BGP_AS || !Character.isDigit(as.charAt(0))) {
                throw malformed(whole);
            }
            return value;
        }
        if (groups.length != 3) {
            throw malformed(whole);
        }
        long value = 0;
        for (String group : groups) {
            if (group.isEmpty() || group.length() > 4 || Character.digit(group.charAt(0), 16) < 0) {
                throw malformed(whole);
            }
            value = value << 16 | Integer.parseInt(group, 16);
        }
        return value;
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "malformed ISD-AS: expected ISD-AS such as 18-ffaa:1:10bf or 1-559, got \"" + text + '"');
    }

    /** The isolation domain, 0 to 65535. */
    public int isd() {
        return (int) (value >>> 48);
    }

    /** The AS number, 0 to 2^48 - 1. */
    public long as() {
        return value & AS_MASK;
    }

    /** Whether ISD or AS is zero, so that this names a set of ASes and not one. */
    public boolean isWildcard() {
        return isd() == 0 || as() == 0;
    }

    @Override
    public int compareTo(IsdAs other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        long as = as();
        if (as <= MAX_BGP_AS) {
            return isd() + "-" + as;
        }
        return isd() + "-" + Long.toHexString(as >>> 32) + ':' + Long.toHexString(as >>> 16 & 0xFFFF) + ':'
                + Long.toHexString(as & 0xFFFF);
    }
}
