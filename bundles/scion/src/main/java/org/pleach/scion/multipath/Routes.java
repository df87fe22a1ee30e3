package org.pleach.scion.multipath;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pleach.scion.packet.PacketView;
import org.pleach.scion.path.Links;
import org.pleach.scion.path.PathRanking;
import org.pleach.scion.path.ScionPath;

/**
 * The routes to one peer: those of the last look-up in the order of preference, then those not listed (any longer), then
 * those that may not be used.
 */
final class Routes {

    private static final int MAX_WAYS_BACK = 4;
    private static final FilterMemory FILTERS = new FilterMemory();

    private final PeerAddress peer;
    private final Settings settings;
    private final List<Route> lookedUp = new ArrayList<>();
    private final List<Route> unlisted = new ArrayList<>();
    private volatile List<Route> all = List.of();
    private List<Route> allowed = List.of();
    private String missingFilter;
    private boolean filtered;

    Routes(PeerAddress peer, Settings settings) {
        this.peer = peer;
        this.settings = settings;
    }

    /** Every route, in order of preference. Any thread. */
    List<Route> all() {
        return all;
    }

    /** Those that may be used, trusted or not, in order of preference. */
    List<Route> allowed() {
        return allowed;
    }

    /** The first one that is trusted, or null. */
    Route best() {
        for (Route route : allowed) {
            if (route.trust.isTrusted()) {
                return route;
            }
        }
        return null;
    }

    /** The one that is ranked higher: it comes earlier. */
    boolean isPreferred(Route route, Route to) {
        return allowed.indexOf(route) < allowed.indexOf(to);
    }

    /**
     * The least-overlapping other route, of those that pass; among equals the preferred one.
     *
     * @param tried not these
     */
    Route alternativeTo(Route route, List<Route> tried, boolean trusted) {
        Route best = null;
        int leastOverlap = Integer.MAX_VALUE;
        for (Route candidate : allowed) {
            if (candidate == route || tried.contains(candidate) || candidate.trust.isTrusted() != trusted) {
                continue;
            }
            int overlap = candidate.path().overlap(route.path());
            if (overlap < leastOverlap) {
                leastOverlap = overlap;
                best = candidate;
            }
        }
        return best;
    }

    /**
     * Takes the answer of a look-up. Routes over links that are known keep their history; those not listed any longer go,
     * but for the one in use and those distrusted, which a daemon leaves out for a while just because they are down.
     */
    void take(List<ScionPath> paths, Route active, PathRanking ranking, long now) {
        Map<String, Route> known = new HashMap<>();
        lookedUp.forEach(route -> known.put(route.path().fingerprint(), route));
        unlisted.forEach(route -> known.putIfAbsent(route.path().fingerprint(), route));
        List<Route> next = new ArrayList<>(paths.size());
        Set<String> seen = new HashSet<>();
        for (ScionPath path : paths) {
            if (!seen.add(path.fingerprint())) {
                continue;
            }
            Route route = known.remove(path.fingerprint());
            Route wayBack = findWayBack(path.links());
            if (route != null) {
                route.take(peer, path);
            } else if (wayBack != null) {
                route = wayBack;
                known.remove(wayBack.path().fingerprint());
                route.take(peer, path);
            } else {
                route = new Route(peer, path, now, settings);
            }
            route.list();
            next.add(route);
        }
        lookedUp.clear();
        lookedUp.addAll(next);
        unlisted.clear();
        for (Route route : known.values()) {
            if (route == active || !route.trust.isTrusted() || route.isMissing(now)) {
                route.miss(now);
                unlisted.add(route);
            }
        }
        rank(ranking, active);
    }

    private Route findWayBack(Links links) {
        for (Route route : unlisted) {
            if (!route.path().listed() && route.path().links().equals(links)) {
                return route;
            }
        }
        return null;
    }

    /** Applies the policies. */
    void rank(PathRanking ranking, Route active) {
        missingFilter = ranking.missingFilter();
        filtered = ranking.filters() && !lookedUp.isEmpty();
        List<Route> usable = new ArrayList<>(ranked(lookedUp.stream().filter(this::fits).toList(), ranking, active));
        if (usable.size() > settings.maxPaths()) {
            usable.subList(settings.maxPaths(), usable.size()).clear();
        }
        usable.addAll(filtered ? ranked(unlisted.stream().filter(route -> route.path().listed()).toList(), ranking, active)
                : unlisted);
        lookedUp.forEach(route -> route.allow(false));
        unlisted.forEach(route -> route.allow(false));
        usable.forEach(route -> route.allow(true));
        publish(usable);
    }

    private static List<Route> ranked(List<Route> routes, PathRanking ranking, Route active) {
        return ranking.rank(routes.stream().map(route -> RankedRoute.of(route, active)).toList(), FILTERS).stream()
                .map(RankedRoute::route).toList();
    }

    private void publish(List<Route> usable) {
        List<Route> every = new ArrayList<>(usable);
        lookedUp.stream().filter(route -> !route.isAllowed()).forEach(every::add);
        unlisted.stream().filter(route -> !route.isAllowed()).forEach(every::add);
        allowed = List.copyOf(usable);
        all = List.copyOf(every);
    }

    private boolean fits(Route route) {
        return route.path().metadata().mtu() == 0 || route.maxPayload() >= settings.datagramSize();
    }

    /** Why none of the routes may be used, for an error message. */
    String whyNone() {
        if (lookedUp.isEmpty()) {
            return "the local AS knows no path";
        }
        boolean small = lookedUp.stream().noneMatch(this::fits);
        return small ? "none of " + lookedUp.size() + " paths carries datagrams of " + settings.datagramSize()
                + " bytes" : missingFilter != null ? "the path policy " + missingFilter + " is missing"
                : "the path policies allow none of " + lookedUp.size() + " paths";
    }

    /** Adds the way back of a packet; the oldest of too many goes. */
    Route addWayBack(ScionPath path, Route active, long now) {
        Route route = new Route(peer, path, now, settings);
        route.miss(now);
        // Of such a path nothing is known that a filter could ask for.
        route.allow(!filtered);
        List<Route> waysBack = unlisted.stream().filter(other -> !other.path().listed() && other != active).toList();
        if (waysBack.size() >= MAX_WAYS_BACK) {
            unlisted.remove(waysBack.get(0));
        }
        unlisted.add(route);
        relist();
        return route;
    }

    /** Removes what has expired, but for the route in use. Returns how many. */
    int removeExpired(long epochMillis, Route active) {
        int before = lookedUp.size() + unlisted.size();
        lookedUp.removeIf(route -> route != active && isExpired(route, epochMillis));
        unlisted.removeIf(route -> route != active && isExpired(route, epochMillis));
        int removed = before - lookedUp.size() - unlisted.size();
        if (removed > 0) {
            relist();
        }
        return removed;
    }

    static boolean isExpired(Route route, long epochMillis) {
        return route.path().expiry().toEpochMilli() <= epochMillis;
    }

    /** Brings {@link #all} and {@link #allowed} up to date where the order stays. */
    private void relist() {
        List<Route> usable = new ArrayList<>(allowed);
        usable.removeIf(route -> !lookedUp.contains(route) && !unlisted.contains(route));
        unlisted.stream().filter(route -> route.isAllowed() && !usable.contains(route)).forEach(usable::add);
        publish(usable);
    }

    /** The route on which answers to this packet go, or null if it is none of these. */
    Route find(PacketView packet) {
        if (packet.pathLength() == 0) {
            for (Route route : all) {
                if (route.path().isInside()) {
                    return route;
                }
            }
            return null;
        }
        for (Route route : all) {
            if (route.arrival() != null && RawPaths.equal(packet, route.arrival())) {
                return route;
            }
        }
        Links links = Links.of(packet.path()).reversed();
        for (Route route : all) {
            if (links.equals(route.path().links())) {
                route.arrivesAs(RawPaths.copy(packet));
                return route;
            }
        }
        return null;
    }

    /** Whether a path that works was not in the last look-up. */
    boolean isAnyMissing() {
        return unlisted.stream().anyMatch(route -> route.path().listed() && route.trust.isTrusted());
    }

    /** The earliest expiry of those that may be used, milliseconds since 1970; {@link Long#MAX_VALUE} if none. */
    long earliestExpiry() {
        long earliest = Long.MAX_VALUE;
        for (Route route : allowed) {
            if (route.isListed()) {
                earliest = Math.min(earliest, route.path().expiry().toEpochMilli());
            }
        }
        return earliest;
    }
}
