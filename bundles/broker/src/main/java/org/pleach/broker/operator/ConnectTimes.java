package org.pleach.broker.operator;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.pleach.broker.claims.UserLimits;
import org.pleach.broker.claims.UserLimits.TimeRange;

/** The times of day in which a user may be connected. */
final class ConnectTimes {

    private ConnectTimes() { }

    /**
     * How long a user may stay who comes now: null if it may not come, {@link Duration#ZERO} if it is not bounded by the time
     * of day.
     */
    static Duration left(UserLimits limits, Instant now) {
        if (limits.times().isEmpty()) {
            return Duration.ZERO;
        }
        try {
            ZonedDateTime here = now.atZone(limits.zone().isEmpty() ? ZoneId.systemDefault() : ZoneId.of(limits.zone()));
            Duration longest = null;
            for (TimeRange range : limits.times()) {
                Duration left = left(LocalTime.parse(range.start()), LocalTime.parse(range.end()), here);
                if (left != null && (longest == null || left.compareTo(longest) > 0)) {
                    longest = left;
                }
            }
            return longest;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Duration left(LocalTime from, LocalTime to, ZonedDateTime now) {
        ZonedDateTime start = now.with(from);
        ZonedDateTime end = now.with(to);
        if (start.isAfter(end) && !end.isAfter(now)) {
            end = end.plusDays(1);
        } else if (start.isAfter(end)) {
            return Duration.between(now, end);
        }
        return start.isBefore(now) && end.isAfter(now) ? Duration.between(now, end) : null;
    }
}
