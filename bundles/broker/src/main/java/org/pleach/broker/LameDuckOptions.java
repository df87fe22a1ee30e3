package org.pleach.broker;

import java.time.Duration;

/**
 * How a server leaves its clients in lame duck mode.
 *
 * @param duration {@code lame_duck_duration}: over how long they are closed, the grace period included
 * @param grace    {@code lame_duck_grace_period}: how long they are left alone first, so that several servers that are told to
 *                 leave at the same time do not send their clients to one another
 */
public record LameDuckOptions(Duration duration, Duration grace) { }
