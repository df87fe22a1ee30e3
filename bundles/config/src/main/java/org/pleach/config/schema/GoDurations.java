package org.pleach.config.schema;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as Go's {@code time.ParseDuration} reads them, or typesafe config. */
final class GoDurations {

    private static final Pattern PART = Pattern.compile("(\\d{1,18}(?:\\.\\d{0,18})?|\\.\\d{1,18})(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, Long> NANOS = Map.of("ns", 1L, "us", 1000L, "µs", 1000L, "μs", 1000L,
            "ms", 1000_000L, "s", 1000_000_000L, "m", 60_000_000_000L, "h", 3600_000_000_000L);

    private GoDurations() { }

    /** The time, or null if the text is none or does not fit. */
    static Duration read(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        boolean negative = text.startsWith("-");
        Matcher part = PART.matcher(text).region(negative || text.startsWith("+") ? 1 : 0, text.length());
        BigDecimal nanos = BigDecimal.ZERO;
        int end = part.regionStart();
        while (end < text.length() && part.lookingAt()) {
            nanos = nanos.add(new BigDecimal('0' + part.group(1)).multiply(BigDecimal.valueOf(NANOS.get(part.group(2)))));
            end = part.end();
            part.region(end, text.length());
        }
        if (end == 0 || end < text.length() || !Character.isLetter(text.charAt(end - 1))) {
            return likeHocon(text);
        }
        try {
            return Duration.ofNanos((negative ? nanos.negate() : nanos).toBigInteger().longValueExact());
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static Duration likeHocon(String text) {
        if (text.isEmpty() || !Character.isLetter(text.charAt(text.length() - 1))) {
            return null;
        }
        try {
            return ConfigValueFactory.fromAnyRef(text).atKey("time").getDuration("time");
        } catch (ConfigException | ArithmeticException e) {
            return null;
        }
    }

    /** {@code 90s}, {@code 1500ms}: the greatest of s, ms, us and ns that gives a whole number. */
    static String withOneUnit(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos % 1000_000_000L == 0) {
            return nanos / 1000_000_000L + "s";
        }
        if (nanos % 1000_000L == 0) {
            return nanos / 1000_000L + "ms";
        }
        return nanos % 1000L == 0 ? nanos / 1000L + "us" : nanos + "ns";
    }
}
