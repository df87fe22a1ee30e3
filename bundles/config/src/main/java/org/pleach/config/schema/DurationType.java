package org.pleach.config.schema;

import java.time.Duration;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Place;
import org.pleach.config.tree.Scalar;

/**
 * A length of time: {@code "20s"}, {@code "1m30s"}, or a number of seconds. Bundles get text with one unit, which typesafe
 * config's {@code getDuration} reads.
 *
 * @param least        the shortest allowed
 * @param plainSeconds whether a plain number is the usual way to write it; if not, one is worth a warning, as in nats-server
 */
record DurationType(Duration least, boolean plainSeconds) implements ValueType {

    /** A time to be written with a unit. */
    static final DurationType POSITIVE = new DurationType(Duration.ofMillis(1), false);
    /** nats-server takes no shorter one. */
    static final DurationType LAME_DUCK = new DurationType(Duration.ofSeconds(30), false);
    /** A time that nats-server writes in seconds. */
    static final DurationType SECONDS = new DurationType(Duration.ofMillis(1), true);

    private static final long LONGEST_LIKELY_SECONDS = 86_400;

    @Override
    public Node read(Node value, String key, Reading reading) {
        Duration duration = value instanceof Scalar scalar ? duration(scalar, key, reading) : null;
        if (duration == null || duration.compareTo(least) < 0) {
            return reading.refuse(value, key, expected());
        }
        String text = GoDurations.withOneUnit(duration);
        return new Scalar(text, text, value.place());
    }

    private Duration duration(Scalar scalar, String key, Reading reading) {
        if (scalar.value() instanceof String text) {
            return GoDurations.read(text);
        }
        if (scalar.value() instanceof Double seconds && plainSeconds && Math.abs(seconds) < Integer.MAX_VALUE) {
            return Duration.ofNanos(Math.round(seconds * 1e9));
        }
        if (!(scalar.value() instanceof Long seconds) || Math.abs(seconds) > Integer.MAX_VALUE) {
            return null;
        }
        advise(scalar, seconds, scalar.place(), key, reading);
        return Duration.ofSeconds(seconds);
    }

    private void advise(Scalar scalar, long seconds, Place place, String key, Reading reading) {
        if (seconds > LONGEST_LIKELY_SECONDS && !scalar.written().equals(Long.toString(seconds))) {
            reading.warn(place, key + ": " + scalar.written() + " is read as " + seconds + " seconds; if "
                    + scalar.written() + " is a time, put it in quotes");
        } else if (!plainSeconds) {
            reading.warn(place, key + ": " + scalar.written() + " is read as seconds; better \"" + seconds + "s\"");
        }
    }

    @Override
    public String expected() {
        return "a time such as \"20s\" or \"1m30s\" of at least " + GoDurations.withOneUnit(least);
    }
}
