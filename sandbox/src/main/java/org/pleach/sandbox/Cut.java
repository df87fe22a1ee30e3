package org.pleach.sandbox;

import java.time.Duration;
import java.util.Optional;

/**
 * How a link is cut. Immutable.
 *
 * @param noticedAfter when the routers at its ends notice, and begin to answer what would leave on it with SCMP "external
 *                     interface down"; empty if they never do and packets just vanish
 */
public record Cut(Optional<Duration> noticedAfter) {

    /** How long BFD takes at 200 ms x 3, as the reference runs it. */
    public static final Duration BFD = Duration.ofMillis(600);

    /** Nobody notices. */
    public static Cut silent() {
        return new Cut(Optional.empty());
    }

    /** The routers notice as fast as with {@link #BFD}. */
    public static Cut withScmp() {
        return withScmpAfter(BFD);
    }

    /** The routers notice after {@code delay}; zero for at once. */
    public static Cut withScmpAfter(Duration delay) {
        return new Cut(Optional.of(delay));
    }
}
