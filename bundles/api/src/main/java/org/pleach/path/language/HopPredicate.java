package org.pleach.path.language;

import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;

/**
 * Names interfaces: {@code ISD}, {@code ISD-AS}, {@code ISD-AS#IF} or {@code ISD-AS#IN,OUT}; 0 stands for any. One
 * interface is meant on either side, two as the one where traffic enters the AS and the one where it leaves.
 *
 * @param isd     0 to 65535
 * @param as      0 to 2^48 - 1
 * @param ingress unsigned
 * @param egress  unsigned
 */
public record HopPredicate(int isd, long as, long ingress, long egress) {

    private static final String KIND = "hop predicate";
    private static final String FORM = "ISD, ISD-AS, ISD-AS#IF or ISD-AS#IN,OUT";

    /** Names every interface. */
    public static final HopPredicate ANY = new HopPredicate(0, 0, 0, 0);

    /**
     * Reads one.
     *
     * @throws PathLanguageException if it is none
     */
    public static HopPredicate parse(String text) {
        int dash = text.indexOf('-');
        int hash = text.indexOf('#');
        int comma = text.indexOf(',');
        refuseSecond(text, '-', dash);
        refuseSecond(text, '#', hash);
        refuseSecond(text, ',', comma);
        int firstIsd = dash < 0 ? text.length() : dash;
        if (dash < 0 && (hash >= 0 || comma >= 0)) {
            throw malformed(text, Math.max(hash, comma), "an AS in front of interfaces", text.substring(Math.max(hash, comma)));
        }
        if (hash >= 0 && hash < dash || comma >= 0 && comma < hash || comma >= 0 && hash < 0) {
            throw malformed(text, comma >= 0 ? comma : hash, FORM, "another order");
        }
        int isd = (int) number(text, 0, firstIsd, 0xFFFF, "an ISD from 0 to 65535");
        long as = dash < 0 ? 0 : as(text, dash + 1, hash < 0 ? text.length() : hash);
        long ingress = hash < 0 ? 0 : number(text, hash + 1, comma < 0 ? text.length() : comma, -1, "an interface ID");
        long egress = comma < 0 ? ingress : number(text, comma + 1, text.length(), -1, "an interface ID");
        if (as == 0 && (ingress != 0 || egress != 0)) {
            throw malformed(text, hash + 1, "interface 0, since the AS is a wildcard", text.substring(hash + 1));
        }
        return new HopPredicate(isd, as, ingress, egress);
    }

    private static void refuseSecond(String text, char mark, int first) {
        int second = first < 0 ? -1 : text.indexOf(mark, first + 1);
        if (second >= 0) {
            throw malformed(text, second, FORM, "a second '" + mark + '\'');
        }
    }

    private static long as(String text, int from, int to) {
        String as = text.substring(from, to);
        try {
            return IsdAs.parse("0-" + as).as();
        } catch (IllegalArgumentException e) {
            throw malformed(text, from, "an AS such as ff00:0:110 or 559", '"' + as + '"');
        }
    }

    private static long number(String text, int from, int to, long most, String expected) {
        String digits = text.substring(from, to);
        try {
            long value = digits.startsWith("+") ? -1 : Long.parseUnsignedLong(digits);
            if (!digits.startsWith("+") && Long.compareUnsigned(value, most) <= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw malformed(text, from, expected, '"' + digits + '"');
    }

    private static PathLanguageException malformed(String text, int at, String expected, String found) {
        return new PathLanguageException(KIND, text, at + 1, expected, found);
    }

    /** Whether this names every interface. */
    public boolean matchesAll() {
        return isd == 0 && as == 0;
    }

    /** @param entering whether the path enters the AS through {@code end}; if not, it leaves through it */
    public boolean matches(PathInterface end, boolean entering) {
        long id = entering ? ingress : egress;
        return (isd == 0 || end.isdAs().isd() == isd)
                && (as == 0 || end.isdAs().as() == as)
                && (id == 0 || end.id() == id);
    }

    @Override
    public String toString() {
        return IsdAs.of(isd, as) + "#" + Long.toUnsignedString(ingress)
                + (egress == ingress ? "" : "," + Long.toUnsignedString(egress));
    }
}
