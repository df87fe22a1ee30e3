package org.pleach.clustering;

import java.time.Duration;

/**
 * How long things take.
 *
 * @param dial       for an attempt to connect
 * @param handshake  for a peer to say who it is
 * @param firstPing  before the first PING, at most
 * @param firstPause before a lost route is dialled again
 * @param longPause  the longest pause between attempts
 * @param longerPause the same with {@code connect_backoff}
 * @param resumePause the same while a route waits to be resumed
 */
record RouteTimes(Duration dial, Duration handshake, Duration firstPing, Duration firstPause, Duration longPause,
        Duration longerPause, Duration resumePause) {

    static final RouteTimes DEFAULT = new RouteTimes(Duration.ofSeconds(5), Duration.ofSeconds(10),
            Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(30),
            Duration.ofMillis(500));
}
