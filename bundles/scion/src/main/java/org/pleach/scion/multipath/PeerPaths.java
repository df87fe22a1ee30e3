package org.pleach.scion.multipath;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pleach.path.PathReporter;
import org.pleach.path.scheduler.PeerScheduler;
import org.pleach.scion.NoPathException;
import org.pleach.scion.ScionCount;
import org.pleach.scion.packet.PacketView;
import org.pleach.scion.packet.RawPath;
import org.pleach.scion.path.ScionPath;

/**
 * The paths to one peer: looks them up, ranks them, watches them, and sends over those that the scheduler chooses. On the
 * socket's event loop only, but for {@link #report}.
 */
public final class PeerPaths {

    private static final String EXPIRED = "it expired";
    private static final long RUMOURS = 1_000_000_000L;

    private final Multipath socket;
    private final PeerAddress peer;
    private final Routes routes;
    private final Prober prober;
    private final Sender sender;
    private final Roles roles;
    private final ChosenScheduler scheduler;
    private final PathRefresh refresh;
    private final Alarm alarm;
    private final RecentArrivals arrivals = new RecentArrivals();
    private Route unproven;
    private long unprovenEnd;
    private long lastRumour = SilenceWatch.NONE;
    private boolean leads;
    private boolean closed;
    private long lastUse = SilenceWatch.NONE;

    /** @param leads whether this end picks the path; if not, it follows the peer */
    public PeerPaths(Multipath socket, PeerAddress peer, boolean leads) {
        this.socket = socket;
        this.peer = peer;
        this.leads = leads;
        this.routes = new Routes(peer, socket.settings());
        this.prober = new Prober(socket.settings(), socket.carrier(), socket.clock(), socket.counters(),
                socket.random(), peer.remote(), socket.shared());
        this.alarm = new Alarm(socket.executor(), socket.clock(), this::onTime);
        this.sender = new Sender(socket.carrier(), socket.counters(), socket.settings());
        this.roles = new Roles(peer.remote(), socket.counters());
        this.scheduler = new ChosenScheduler(new RouteControl(socket, routes, prober, sender, roles, this::leads,
                alarm::at), roles, socket.counters(), socket.mode().get());
        prober.report(scheduler, this::trustedAgain);
        this.refresh = new PathRefresh(socket, peer.remote().isdAs(), this::take);
    }

    private boolean leads() {
        return leads;
    }

    /** From now on this end picks the path. */
    public void lead() {
        leads = true;
    }

    /**
     * Completes when there is a route: at once, or after a look-up. Fails with {@link NoPathException} or as the look-up
     * did.
     */
    public CompletableFuture<Void> ready() {
        if (roles.active() != null) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        lookUp().whenComplete((done, failure) -> {
            if (failure != null) {
                outcome.completeExceptionally(failure);
            } else if (roles.active() == null) {
                outcome.completeExceptionally(new NoPathException("no path to " + peer.remote() + ": "
                        + routes.whyNone()));
            } else {
                outcome.complete(null);
            }
        });
        return outcome;
    }

    /** Looks paths up. */
    public CompletableFuture<Void> lookUp() {
        return refresh.start(socket.clock().nanos());
    }

    private void take(List<ScionPath> paths) {
        if (closed) {
            return;
        }
        long now = socket.clock().nanos();
        if (!paths.isEmpty()) {
            routes.take(paths, roles.active(), socket.ranking().get(), now);
            routes.all().forEach(route -> forgive(route, now));
            scheduler.pathsChanged("paths were looked up", false, now);
        }
        refresh.plan(routes.earliestExpiry(), routes.isAnyMissing(), now);
        alarm.at(now);
    }

    /** What was wrong with hop fields is over with new ones. */
    private void forgive(Route route, long now) {
        boolean cured = route.hasNewHops() && (route.trust.reason().equals(EXPIRED)
                || route.trust.reason().startsWith(Complaint.REFUSED));
        if (cured && route.trust.trustAgain(now)) {
            socket.counters().increment(ScionCount.PATHS_TRUSTED_AGAIN);
        }
    }

    /** Policies or their order changed. */
    public void rankAgain(String reason) {
        if (closed) {
            return;
        }
        long now = socket.clock().nanos();
        routes.rank(socket.ranking().get(), roles.active());
        scheduler.pathsChanged(reason, true, now);
        alarm.at(now);
    }

    /** Schedulers came or went, or another one is configured. */
    public void scheduleAgain(String reason) {
        long now = socket.clock().nanos();
        if (!closed && scheduler.use(socket.mode().get(), reason, now)) {
            alarm.at(now);
        }
    }

    /**
     * Sends a datagram; does not change the buffer's indexes or reference count.
     *
     * @return false if there is no path
     */
    public boolean send(ByteBuf payload, int index, int length) {
        if (closed) {
            return false;
        }
        long now = socket.clock().nanos();
        lastUse = now;
        sender.begin(payload, index, length, now);
        scheduler.send(sender, now);
        return sender.end() > 0;
    }

    /** The route on which answers to a packet go, or null if it came on none that is known. */
    public Route find(PacketView packet) {
        return routes.find(packet);
    }

    /**
     * Makes a route of the way on which an authentic packet came.
     *
     * @param from the router that brought it, or the peer itself inside an AS
     */
    public Route addWayBack(PacketView packet, InetSocketAddress from) {
        return routes.addWayBack(wayBack(peer, packet, from), roles.active(), socket.clock().nanos());
    }

    /** The way back of a packet whose path can be reversed. */
    public static ScionPath wayBack(PeerAddress peer, PacketView packet, InetSocketAddress from) {
        if (packet.pathLength() == 0) {
            return ScionPath.inside(peer.local().isdAs(), 0, Instant.ofEpochMilli(Long.MAX_VALUE));
        }
        byte[] reversed = RawPath.reverse(RawPaths.copy(packet));
        return ScionPath.wayBack(peer.local().isdAs(), peer.remote().isdAs(), reversed, from, 0);
    }

    /**
     * A datagram came over {@code route} that names the peer as its source. Anybody can write that: it counts only if
     * something authentic came the same way a moment ago, if it is a copy of one that counted, or when it is
     * {@link #confirmed}.
     */
    public void received(Route route, PacketView packet) {
        long now = socket.clock().nanos();
        long end = RecentArrivals.endOf(packet);
        boolean vouched = route.isVouchedFor(now);
        boolean copy = (!vouched || route != roles.active()) && arrivals.contains(end);
        route.arrived(packet.udpPayloadLength());
        unproven = null;
        if (vouched || copy) {
            heard(route, end, copy, now);
        } else {
            unproven = route;
            unprovenEnd = end;
        }
    }

    private void heard(Route route, long end, boolean copy, long now) {
        boolean elsewhere = route != roles.active();
        arrivals.add(end);
        route.heard(now, socket.clock().epochMillis());
        scheduler.received(route, now);
        if (copy && elsewhere) {
            scheduler.copied(route, now);
        }
    }

    /** Whether it matters that the datagram just received over {@code route} is authentic. */
    public boolean wantsConfirmation(Route route) {
        return route == unproven || scheduler.wantsConfirmation(route);
    }

    /** The datagram just received over {@code route} is authentic. */
    public void confirmed(Route route) {
        long now = socket.clock().nanos();
        route.vouch(now);
        if (route == unproven) {
            unproven = null;
            heard(route, unprovenEnd, false, now);
        }
        scheduler.confirmed(route, now);
    }

    /** An upper layer measured a round trip over the active route. */
    public void roundTripHint(long nanos) {
        Route active = roles.active();
        if (active != null && nanos > 0 && sender.usesOneRoute(socket.clock().nanos())) {
            active.roundTrip.hinted(nanos);
        }
    }

    /** A router complains about a packet that this end seems to have sent to this peer. */
    public void complained(Complaint complaint) {
        long now = socket.clock().nanos();
        Route route = complaint.routeOf(routes.all());
        if (route == null || !complaint.hasFlowIdOf(peer) || !complaint.isPlausible(route)) {
            socket.counters().increment(ScionCount.SCMP_FORGED);
            return;
        }
        if (!complaint.isGenuine(route, sender)) {
            socket.counters().increment(ScionCount.SCMP_DOWN_UNVERIFIED);
            heardRumour(route, complaint, now);
            return;
        }
        socket.counters().increment(complaint.isDown() ? ScionCount.SCMP_DOWN_RECEIVED
                : ScionCount.SCMP_ERRORS_RECEIVED);
        if (complaint.isDown()) {
            socket.down().accept(complaint.failed());
        } else if (!complaint.isAboutPath()) {
            return;
        }
        for (Route other : routes.all()) {
            if (other == route || complaint.concerns(other)) {
                prober.distrust(other, complaint.text(), now);
            }
        }
        routes.all().stream().filter(other -> !other.trust.isTrusted())
                .forEach(other -> scheduler.trustChanged(other, complaint.text(), now));
        alarm.at(refresh.hurry(now));
        alarm.at(now);
    }

    /** To look into it costs copies of what is sent: seldom, however many come. */
    private void heardRumour(Route route, Complaint complaint, long now) {
        boolean matters = complaint.isDown() || complaint.isAboutPath();
        if (matters && (lastRumour == SilenceWatch.NONE || now - lastRumour >= RUMOURS)) {
            lastRumour = now;
            scheduler.suspected(route, complaint.text(), now);
        }
    }

    private long onTime(long now) {
        long next = Math.min(refresh.onTime(now), checkExpiry(now));
        next = Math.min(next, prober.onTime(routes.all(), roles, lastUse, now));
        next = Math.min(next, scheduler.onTime(now));
        sender.forgetBefore(now - Sender.KEEP);
        return sender.isEmpty() ? next : Math.min(next, now + Sender.KEEP);
    }

    private long checkExpiry(long now) {
        long millis = socket.clock().epochMillis();
        socket.counters().add(ScionCount.PATHS_EXPIRED, routes.removeExpired(millis, roles.active()));
        Route active = roles.active();
        if (active != null && active.trust.isTrusted() && Routes.isExpired(active, millis)) {
            socket.counters().increment(ScionCount.PATHS_EXPIRED);
            prober.distrust(active, EXPIRED, now);
            scheduler.trustChanged(active, EXPIRED, now);
            refresh.hurry(now);
        }
        long earliest = routes.earliestExpiry();
        return earliest == Long.MAX_VALUE || earliest <= millis ? PeerScheduler.NEVER
                : now + (earliest - millis) * 1_000_000L;
    }

    /** A path that works but is not listed will be listed soon: a daemon leaves out for a while what was down. */
    private void trustedAgain(Route route) {
        if (!route.isListed()) {
            alarm.at(refresh.hurry(socket.clock().nanos()));
        }
    }

    /** How the paths fare. Any thread. */
    public PathReporter.PeerPaths report() {
        return new PathReporter.PeerPaths(peer.local().toString(), peer.remote().toString(), scheduler.name(),
                routes.all().stream().map(route -> route.status(roles)).toList(), roles.switches(),
                roles.lastSwitchReason());
    }

    /** Nobody needs the peer now: no more look-ups and probes, until {@link #resume}. */
    public void pause() {
        alarm.turnOff();
    }

    /** Undoes {@link #pause}. */
    public void resume() {
        alarm.turnOn();
        alarm.at(socket.clock().nanos());
    }

    /** Lets go of everything. */
    public void close() {
        closed = true;
        alarm.turnOff();
        routes.all().forEach(route -> {
            if (route.probing.isUnderWay()) {
                socket.carrier().endProbe(route.probing.sequence());
            }
        });
        scheduler.close();
        sender.close();
    }
}
