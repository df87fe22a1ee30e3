package org.pleach.monitoring.page;

import java.math.BigDecimal;

/** Durations in the two forms in which nats-server shows them. */
final class GoTime {

    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private GoTime() { }

    /** Whole units from years to seconds, beginning with the first that is not zero: {@code 1d2h0m5s}. */
    static String uptime(long millis) {
        long seconds = Math.max(0, millis) / 1000;
        long minutes = seconds / 60;
        long hours = minutes / 60;
        long days = hours / 24;
        long years = days / 365;
        StringBuilder text = new StringBuilder();
        if (years > 0) {
            text.append(years).append('y');
        }
        if (days > 0) {
            text.append(days % 365).append('d');
        }
        if (hours > 0) {
            text.append(hours % 24).append('h');
        }
        if (minutes > 0) {
            text.append(minutes % 60).append('m');
        }
        return text.append(seconds % 60).append('s').toString();
    }

    /** As Go's {@code Duration} prints itself: {@code 683µs}, {@code 1.25ms}, {@code 2m3.5s}. */
    static String duration(long nanos) {
        if (nanos < 0) {
            return "-" + duration(-nanos);
        }
        if (nanos < SECOND) {
            return nanos == 0 ? "0s" : nanos < MICRO ? nanos + "ns"
                    : nanos < MILLI ? fraction(nanos, 3) + "µs" : fraction(nanos, 6) + "ms";
        }
        long minutes = nanos / SECOND / 60;
        String seconds = fraction(nanos - minutes * 60 * SECOND, 9) + "s";
        if (minutes == 0) {
            return seconds;
        }
        return (minutes >= 60 ? minutes / 60 + "h" : "") + minutes % 60 + "m" + seconds;
    }

    private static String fraction(long value, int decimals) {
        return value == 0 ? "0" : BigDecimal.valueOf(value, decimals).stripTrailingZeros().toPlainString();
    }
}
