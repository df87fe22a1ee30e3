package org.pleach.path;

import java.time.Instant;
import java.util.stream.Collectors;

/**
 * A way from one AS to another, as a policy sees it. Immutable; safe to use from any thread.
 *
 * <p>What the packets need beyond this (the data-plane header, the first router) stays with the SCION stack.
 */
public interface Path {

    /** The AS the path starts in. */
    IsdAs source();

    /** The AS the path leads to. */
    IsdAs destination();

    /** What the ASes announce about the path. */
    PathMetadata metadata();

    /** What was measured on it, as of the moment when the policies are asked. */
    default PathMeasurements measurements() {
        return PathMeasurements.NONE;
    }

    /** When the first hop field on the path expires. */
    Instant expiry();

    /**
     * Names the path by the links it takes: equal for two paths over the same interfaces, whatever their hop fields.
     * The SHA-256 of the interfaces, ISD-AS and ID of each as 8 bytes big endian (as snet computes it), in hex;
     * empty for the path inside an AS.
     */
    String fingerprint();

    /** {@code 1-ff00:0:111#3 > 1-ff00:0:112#3}: the interfaces in order, for people. */
    default String describe() {
        return metadata().interfaces().stream().map(PathInterface::toString).collect(Collectors.joining(" > "));
    }
}
