package org.pleach.scion.multipath;

import java.time.Instant;
import org.pleach.path.IsdAs;
import org.pleach.path.Path;
import org.pleach.path.PathMeasurements;
import org.pleach.path.PathMetadata;

/**
 * A route as policies see it: its path with what is measured of it now.
 *
 * @param route        the route
 * @param measurements as of the moment when it is ranked
 */
record RankedRoute(Route route, PathMeasurements measurements) implements Path {

    static RankedRoute of(Route route, Route active) {
        return new RankedRoute(route, new PathMeasurements(route.roundTrip.known(), route == active));
    }

    @Override
    public IsdAs source() {
        return route.path().source();
    }

    @Override
    public IsdAs destination() {
        return route.path().destination();
    }

    @Override
    public PathMetadata metadata() {
        return route.path().metadata();
    }

    @Override
    public Instant expiry() {
        return route.path().expiry();
    }

    @Override
    public String fingerprint() {
        return route.path().fingerprint();
    }

    @Override
    public String describe() {
        return route.path().describe();
    }

    @Override
    public String toString() {
        return describe();
    }
}
