package org.pleach.scion.multipath;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.pleach.path.IsdAs;
import org.pleach.path.scheduler.PeerScheduler;
import org.pleach.scion.path.ScionPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When to look up the paths to one AS: now and then, well before they expire, and when they fail, but not too often. */
final class PathRefresh {

    private static final Logger LOG = LoggerFactory.getLogger(PathRefresh.class);
    private static final long FIRST_RETRY = 500_000_000L;
    private static final long LAST_RETRY = 30_000_000_000L;
    private static final long SOON = 10_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Multipath socket;
    private final IsdAs destination;
    private final Consumer<List<ScionPath>> taker;
    private boolean running;
    private long lastHurry = SilenceWatch.NONE;
    private long nextAt = PeerScheduler.NEVER;
    private long retry = FIRST_RETRY;
    private boolean fresh;
    private CompletableFuture<Void> waiting = new CompletableFuture<>();

    /** @param taker gets each answer, on the event loop */
    PathRefresh(Multipath socket, IsdAs destination, Consumer<List<ScionPath>> taker) {
        this.socket = socket;
        this.destination = destination;
        this.taker = taker;
    }

    /** Looks up at once, unless that is under way. The stage completes after the answer was taken, or fails as it did. */
    CompletableFuture<Void> start(long now) {
        CompletableFuture<Void> outcome = waiting;
        if (!running) {
            running = true;
            nextAt = PeerScheduler.NEVER;
            boolean afresh = fresh;
            fresh = false;
            socket.lookup().paths(destination, afresh).whenComplete((paths, failure) ->
                    socket.executor().execute(() -> ended(paths, failure)));
        }
        return outcome;
    }

    private void ended(List<ScionPath> paths, Throwable failure) {
        running = false;
        CompletableFuture<Void> outcome = waiting;
        waiting = new CompletableFuture<>();
        if (failure != null) {
            nextAt = socket.clock().nanos() + retry;
            if (retry == FIRST_RETRY) {
                LOG.warn("Cannot look up paths to {}: {}", destination, failure.getMessage());
            }
            retry = Math.min(LAST_RETRY, retry * 2);
            outcome.completeExceptionally(failure);
            return;
        }
        retry = FIRST_RETRY;
        taker.accept(paths);
        outcome.complete(null);
    }

    /** After an answer: plans the next look-up, soon if something was missing. */
    void plan(long earliestExpiryMillis, boolean missing, long now) {
        nextAt = now + (missing ? Math.min(SOON, socket.settings().refresh()) : socket.settings().refresh());
        if (earliestExpiryMillis != Long.MAX_VALUE) {
            long lifetime = (earliestExpiryMillis - socket.clock().epochMillis()) * NANOS_PER_MILLI;
            long lead = Math.min(socket.settings().refreshBeforeExpiry(), lifetime / 2);
            long beforeExpiry = now + Math.max(socket.settings().refreshOnFailure(), lifetime - lead);
            if (beforeExpiry - nextAt < 0) {
                nextAt = beforeExpiry;
                fresh = true;
            }
        }
    }

    /** Paths failed or expired: asks for a look-up as soon as one is allowed. Returns when. */
    long hurry(long now) {
        fresh = true;
        boolean first = lastHurry == SilenceWatch.NONE || now - lastHurry > socket.settings().refreshOnFailure();
        long due = first ? now : lastHurry + socket.settings().refreshOnFailure();
        if (due - nextAt < 0) {
            nextAt = due;
            lastHurry = due;
        }
        return nextAt;
    }

    /** Starts a look-up that is due; returns when to call again. */
    long onTime(long now) {
        if (nextAt != PeerScheduler.NEVER && now - nextAt >= 0) {
            start(now);
        }
        return nextAt;
    }
}
