package org.pleach.path.scheduler.redundant;

import org.pleach.path.scheduler.Datagram;
import org.pleach.path.scheduler.PathControl;
import org.pleach.path.scheduler.PeerPath;
import org.pleach.path.scheduler.PeerScheduler;

/**
 * Sends everything on a pair of paths. One is the path that {@code failover} would use, so that a peer of any kind is
 * served and the loss of both is handled as {@code failover} handles the loss of one. The other one is the trusted path
 * that overlaps least with it.
 * <pre>
 *   PAIR   --- one is quiet while the other goes on: it is probed, a stand-in takes copies as well ---> DOUBT
 *   DOUBT  --- it brings something again, or a probe comes back --------------------------------------> PAIR
 *   DOUBT  --- two probes are lost: distrusted, the pair is completed by the next path ---------------> PAIR
 *   any    --- no other path is trusted: as failover
 * </pre>
 * Both ends choose. The one that leads chooses the pair; the other one takes for the second path what the peer's copies
 * come over, and copies cannot be forged by who has not seen the datagrams.
 */
final class RedundantScheduler<P extends PeerPath> implements PeerScheduler<P> {

    /** The pair is looked at so often while datagrams come and go, and while nothing does. */
    private static final long CHECK = 20_000_000L;
    private static final long IDLE_CHECK = 1_000_000_000L;
    /** A second path that works is not changed for a better one sooner. */
    private static final long HOLD = 2_000_000_000L;

    private final PathControl<P> control;
    private final PeerScheduler<P> failover;
    private final Partners<P> partners;
    private final Member<P> first = new Member<>();
    private final Member<P> second = new Member<>();
    private P standIn;
    private long checkAt;
    private long improveAt;

    RedundantScheduler(PathControl<P> control) {
        this.control = control;
        this.failover = control.failover();
        this.partners = new Partners<>(control);
    }

    @Override
    public void send(Datagram<P> datagram, long now) {
        failover.send(datagram, now);
        if (second.path() != null) {
            datagram.sendOver(second.path());
        }
        if (standIn != null) {
            datagram.sendOver(standIn);
        }
        checkSoon(now);
    }

    @Override
    public void received(P path, long now) {
        failover.received(path, now);
        checkSoon(now);
    }

    private void checkSoon(long now) {
        if (checkAt - now > CHECK) {
            checkAt = now + CHECK;
            control.wake(checkAt);
        }
    }

    /** As long as the first path brings data, others bring copies, and that is no reason to follow the peer. */
    @Override
    public boolean wantsConfirmation(P path) {
        return follows(path) ? failover.wantsConfirmation(path) : isCandidate(path);
    }

    private boolean follows(P path) {
        return path != first.path() && (first.path() == null || !path.isAllowed()
                || path.lastReceived() == PeerPath.NOT_YET || first.isSilentAt(path.lastReceived()));
    }

    /** Whether the peer's second path may be this one. */
    private boolean isCandidate(P path) {
        return !control.leads() && path != first.path() && path != second.path() && path.isAllowed()
                && path.lastReceived() != PeerPath.NOT_YET
                && (second.path() == null || second.isSilentAt(path.lastReceived()));
    }

    @Override
    public void confirmed(P path, long now) {
        if (follows(path)) {
            failover.confirmed(path, now);
            pair("the first path changed", now);
        } else {
            adopt(path, now);
        }
    }

    @Override
    public void copied(P path, long now) {
        if (follows(path)) {
            failover.copied(path, now);
        } else {
            adopt(path, now);
        }
    }

    private void adopt(P path, long now) {
        if (isCandidate(path)) {
            accompany(path, "the peer uses it", now);
        }
    }

    @Override
    public void pathsChanged(String reason, boolean byPolicy, long now) {
        failover.pathsChanged(reason, byPolicy, now);
        if (byPolicy && control.leads() && second.path() != null) {
            P best = control.active() == null ? null : partners.of(control.active(), null, now);
            accompany(best, reason, now);
        }
        pair(reason, now);
        checkSoon(now);
    }

    @Override
    public void trustChanged(P path, String reason, long now) {
        failover.trustChanged(path, reason, now);
        pair(reason, now);
    }

    @Override
    public void suspected(P path, String reason, long now) {
        failover.suspected(path, reason, now);
        if (path == second.path()) {
            control.probe(path);
        }
    }

    @Override
    public void probeAnswered(P path, long now) {
        if (path == first.path()) {
            first.answered(now);
        } else if (path == second.path()) {
            second.answered(now);
        }
        failover.probeAnswered(path, now);
        pair("probes come back over another path only", now);
    }

    @Override
    public void probeLost(P path, long now) {
        if (path == first.path()) {
            lost(first, now);
        } else if (path == second.path()) {
            lost(second, now);
        }
        failover.probeLost(path, now);
        pair("probes are not answered", now);
    }

    private void lost(Member<P> member, long now) {
        member.lost(now);
        control.probe(member.path());
    }

    @Override
    public long onTime(long now) {
        long next = failover.onTime(now);
        pair("the first path changed", now);
        first.refresh();
        second.refresh();
        doubt(first, second, now);
        doubt(second, first, now);
        improve(now);
        checkAt = now + IDLE_CHECK;
        return Math.min(next, checkAt);
    }

    private void doubt(Member<P> member, Member<P> other, long now) {
        if (member.hasFailed(other, now)) {
            P failed = member.path();
            String reason = "it brings nothing, and probes are not answered";
            control.distrust(failed, reason);
            failover.trustChanged(failed, reason, now);
            pair(reason, now);
        } else if (member.path() != null && other.path() != null && member.isQuiet(other)) {
            control.probe(member.path());
            if (standIn == null) {
                standIn = partners.of(other.path(), member.path(), now);
            }
        }
    }

    /** A path that overlaps less, or did not work before, takes the second one's place; without haste. */
    private void improve(long now) {
        if (first.path() == null || second.path() == null || !second.isOlderThan(HOLD, now) || !control.leads()
                || now - improveAt < 0) {
            return;
        }
        improveAt = now + IDLE_CHECK;
        P better = partners.of(first.path(), null, now);
        if (better != null && better != second.path() && better.isSettled(now) && isLessLike(better)) {
            accompany(better, "it overlaps less with the first one", now);
        }
    }

    private boolean isLessLike(P better) {
        return Overlap.of(better.path(), first.path().path()) < Overlap.of(second.path().path(), first.path().path());
    }

    /** Brings the pair up to date with what happened. */
    private void pair(String reason, long now) {
        first.set(control.active(), now);
        P active = first.path();
        P present = second.path();
        boolean keeps = active != null && present != null && present != active && present.isTrusted()
                && control.paths().contains(present);
        if (!keeps) {
            accompany(active == null ? null : partners.of(active, null, now), reason, now);
        }
        if (standIn != null && (!standIn.isTrusted() || !control.paths().contains(standIn) || !isInDoubt())) {
            standIn = null;
        }
    }

    private boolean isInDoubt() {
        return first.path() != null && second.path() != null && (first.isQuiet(second) || second.isQuiet(first));
    }

    private void accompany(P path, String reason, long now) {
        if (path != null && path != second.path()) {
            control.probe(path);
        }
        second.set(path, now);
        control.accompany(path, reason);
    }

    @Override
    public void close() {
        failover.close();
    }
}
