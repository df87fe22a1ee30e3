package org.pleach.launcher.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.slf4j.Marker;

/**
 * A line as nats-server logs it.
 *
 * <pre>
 *   [PID] 2026/11/24 13:18:06.123456 [INF] message
 * </pre>
 * Levels are TRC, DBG, INF, WRN, ERR, and FTL for an error with the marker {@code FATAL}. A stack trace follows its line.
 */
final class LineLayout extends LayoutBase<ILoggingEvent> {

    private static final String FATAL = "FATAL";

    private final String prefix = "[" + ProcessHandle.current().pid() + "] ";
    private final boolean time;
    private final ZoneId zone;

    LineLayout(boolean time, boolean utc) {
        this.time = time;
        this.zone = utc ? ZoneOffset.UTC : ZoneId.systemDefault();
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        StringBuilder line = new StringBuilder(48 + (message == null ? 4 : message.length())).append(prefix);
        if (time) {
            appendTime(line, event.getInstant());
        }
        line.append('[').append(word(event)).append("] ").append(message).append('\n');
        if (event.getThrowableProxy() != null) {
            line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return line.toString();
    }

    private void appendTime(StringBuilder line, Instant instant) {
        ZonedDateTime when = instant.atZone(zone);
        line.append(when.getYear());
        padded(line, '/', when.getMonthValue(), 2);
        padded(line, '/', when.getDayOfMonth(), 2);
        padded(line, ' ', when.getHour(), 2);
        padded(line, ':', when.getMinute(), 2);
        padded(line, ':', when.getSecond(), 2);
        padded(line, '.', when.getNano() / 1000, 6);
        line.append(' ');
    }

    private static void padded(StringBuilder line, char before, int number, int digits) {
        String text = Integer.toString(number);
        line.append(before).append("0".repeat(digits - text.length())).append(text);
    }

    private static String word(ILoggingEvent event) {
        return switch (event.getLevel().toInt()) {
            case Level.TRACE_INT -> "TRC";
            case Level.DEBUG_INT -> "DBG";
            case Level.INFO_INT -> "INF";
            case Level.WARN_INT -> "WRN";
            default -> isFatal(event.getMarkerList()) ? "FTL" : "ERR";
        };
    }

    private static boolean isFatal(List<Marker> markers) {
        return markers != null && markers.stream().anyMatch(marker -> marker.contains(FATAL));
    }
}
