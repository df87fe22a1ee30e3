package org.pleach.config.syntax;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pleach.config.ConfigRefusedException;
import org.pleach.config.tree.Place;
import org.pleach.config.tree.Scalar;

/**
 * Values that start with a digit or a minus sign: whole numbers with size suffixes, floats, dates, IP addresses. The
 * suffixes mean what they mean to nats-server: {@code k} is 1000, {@code kb}, {@code ki} and {@code kib} are 1024.
 */
final class Numbers {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    private static final Pattern DIGITS_DASH = Pattern.compile("\\d++-");
    private static final Pattern ISD_AS = Pattern.compile("\\d{1,5}+-[0-9a-fA-F:]++,");
    private static final Pattern ADDRESS = Pattern.compile("-?\\d++\\.\\d++\\.[\\d.:-]*+");
    private static final Pattern FLOAT = Pattern.compile("-?\\d++\\.\\d++");
    private static final Pattern DIGITS_POINT = Pattern.compile("-?\\d++\\.");
    private static final Pattern WHOLE = Pattern.compile("(-?\\d++)([kKmMgGtTpPeE][bBiI]*+)?+");

    private static final Map<String, Long> FACTORS = Map.ofEntries(
            Map.entry("", 1L),
            Map.entry("k", 1000L), Map.entry("kb", 1L << 10), Map.entry("ki", 1L << 10), Map.entry("kib", 1L << 10),
            Map.entry("m", 1000_000L), Map.entry("mb", 1L << 20), Map.entry("mi", 1L << 20), Map.entry("mib", 1L << 20),
            Map.entry("g", 1000_000_000L), Map.entry("gb", 1L << 30), Map.entry("gi", 1L << 30),
            Map.entry("gib", 1L << 30),
            Map.entry("t", 1000_000_000_000L), Map.entry("tb", 1L << 40), Map.entry("ti", 1L << 40),
            Map.entry("tib", 1L << 40),
            Map.entry("p", 1000_000_000_000_000L), Map.entry("pb", 1L << 50), Map.entry("pi", 1L << 50),
            Map.entry("pib", 1L << 50),
            Map.entry("e", 1000_000_000_000_000_000L), Map.entry("eb", 1L << 60), Map.entry("ei", 1L << 60),
            Map.entry("eib", 1L << 60));

    private final Source source;

    Numbers(Source source) {
        this.source = source;
    }

    /** The number, date or address that stands here, or null if what stands here is a bare string after all. */
    Scalar read() throws ConfigRefusedException {
        Place place = source.here();
        Matcher date = matcher(DATE);
        if (date.lookingAt()) {
            return date(take(date), place);
        }
        if (matcher(DIGITS_DASH).lookingAt()) {
            throw matcher(ISD_AS).lookingAt()
                    ? source.refusal("expected a SCION address in quotes: it has a comma, which ends a bare value")
                    : source.refusal("expected a number or a date such as 2026-11-24T13:18:06Z; put other text in quotes");
        }
        Matcher address = matcher(ADDRESS);
        if (address.lookingAt()) {
            String text = take(address);
            return new Scalar(text, text, place);
        }
        Matcher fraction = matcher(FLOAT);
        if (fraction.lookingAt()) {
            return fraction(take(fraction), place);
        }
        if (matcher(DIGITS_POINT).lookingAt()) {
            throw source.refusal("expected a digit after the point of a number; put other text in quotes");
        }
        return whole(place);
    }

    /** A whole number with an optional suffix, or null if {@code text} is none. */
    static Long whole(String text) {
        Matcher matcher = WHOLE.matcher(text);
        Long factor = matcher.matches() ? factor(matcher.group(2)) : null;
        return factor == null ? null : Math.multiplyExact(Long.parseLong(matcher.group(1)), (long) factor);
    }

    private Scalar whole(Place place) throws ConfigRefusedException {
        Matcher whole = matcher(WHOLE);
        if (!whole.lookingAt()) {
            throw source.refusal("expected a digit after '-'; put other text in quotes");
        }
        boolean negative = source.peek() == '-';
        boolean bareNegative = negative && whole.group(2) == null;
        int behind = whole.end() - source.position();
        if (!bareNegative && !Strings.endsBare(source.peek(behind))) {
            return null;
        }
        String written = take(whole);
        if (factor(whole.group(2)) == null) {
            throw Source.refusal(place, "expected a size suffix such as k, kb, kib, m, mb, mib, found " + written);
        }
        try {
            return new Scalar(whole(written), written, place);
        } catch (ArithmeticException | NumberFormatException e) {
            throw Source.refusal(place, "expected a whole number below 2^63, found " + written);
        }
    }

    private static Long factor(String suffix) {
        return FACTORS.get(suffix == null ? "" : suffix.toLowerCase(Locale.ROOT));
    }

    private static Scalar fraction(String written, Place place) throws ConfigRefusedException {
        double value = Double.parseDouble(written);
        if (Double.isInfinite(value)) {
            throw Source.refusal(place, "expected a number below 1.8e308, found one that is bigger");
        }
        return new Scalar(value, written, place);
    }

    private static Scalar date(String written, Place place) throws ConfigRefusedException {
        try {
            return new Scalar(Instant.parse(written), written, place);
        } catch (DateTimeException e) {
            throw Source.refusal(place, "expected a date such as 2026-11-24T13:18:06Z, found " + written);
        }
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(source.text()).region(source.position(), source.text().length());
    }

    private String take(Matcher matcher) {
        String text = matcher.group();
        source.skip(text.length());
        return text;
    }
}
