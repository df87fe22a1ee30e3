package org.pleach.clustering;

import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.pleach.clustering.session.Link;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Transport.ConnectRequest;
import org.pleach.transport.Transport.Purpose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps dialling one address: again and again if it is configured, {@code connect_retries} times if another server told
 * of it. Pauses double from one attempt to the next and vary by chance, so that two servers do not keep meeting
 * halfway. Safe to use from any thread.
 */
final class RouteDialer {

    private static final Logger LOG = LoggerFactory.getLogger(RouteDialer.class);
    private static final int REPORT_EVERY = 3600;

    private final RouteEnvironment environment;
    private final Endpoint endpoint;
    private final boolean configured;
    private final int gossipMode;
    private Future<?> timer;
    private int attempts;   // failed since the last success
    private boolean known;  // whether it succeeded ever
    private boolean stopped;
    private volatile RouteSession suspended;

    RouteDialer(RouteEnvironment environment, Endpoint endpoint, boolean configured, int gossipMode) {
        this.environment = environment;
        this.endpoint = endpoint;
        this.configured = configured;
        this.gossipMode = gossipMode;
    }

    /** Where it dials, with the credentials to show there. */
    Endpoint endpoint() {
        return endpoint;
    }

    /** Whether it is one of {@code routes}. */
    boolean isConfigured() {
        return configured;
    }

    /** What the telling of the address said of telling further; 0 if it is configured. */
    int gossipMode() {
        return gossipMode;
    }

    /** Dials now. */
    void start() {
        synchronized (this) {
            timer = null;
            if (stopped) {
                return;
            }
        }
        LOG.debug("Trying to connect to route on {}", endpoint.hostPort());
        Link link = new Link(route -> route.pipeline().addLast(new RouteSession(environment, this)));
        environment.broker().connect(new ConnectRequest(Purpose.ROUTE, endpoint, link,
                (int) environment.times().dial().toMillis())).whenComplete((channel, failure) -> {
                    if (failure != null) {
                        failed(failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause() : failure);
                    }
                });
    }

    private void failed(Throwable cause) {
        environment.counters().increment(ClusterCounter.CONNECT_FAILURES);
        synchronized (this) {
            attempts++;
            report(cause);
        }
        tryAgain();
    }

    private void tryAgain() {
        synchronized (this) {
            if (suspended != null || configured || attempts <= environment.options().connectRetries()) {
                schedule();
                return;
            }
        }
        environment.dialers().forget(this);
    }

    private void report(Throwable cause) {
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        if (known || attempts == 1 || attempts % REPORT_EVERY == 0) {
            LOG.error("Error trying to connect to route (attempt {}): {}", attempts, message);
        } else {
            LOG.debug("Error trying to connect to route (attempt {}): {}", attempts, message);
        }
    }

    /** What was dialled became the route. */
    synchronized void succeeded() {
        known = true;
        attempts = 0;
    }

    /**
     * What was dialled is lost: dials again after a pause.
     *
     * @param wasRoute whether it had become the route
     */
    void again(boolean wasRoute) {
        environment.counters().increment(ClusterCounter.RECONNECTS);
        if (!wasRoute) {
            synchronized (this) {
                attempts++;
            }
        }
        tryAgain();
    }

    /** The route lost its connection and waits for another one: dials at once, then again and again. */
    void resume(RouteSession route) {
        synchronized (this) {
            suspended = route;
            attempts = 0;
            if (stopped) {
                return;
            }
            if (timer != null) {
                timer.cancel(false);
            }
        }
        start();
    }

    /** The route has a connection again, or has ended. */
    synchronized void resumed(RouteSession route) {
        if (suspended == route) {
            suspended = null;
            if (timer != null) {
                timer.cancel(false);
                timer = null;
            }
        }
    }

    /** The route that waits for a connection, or null. */
    RouteSession suspended() {
        return suspended;
    }

    /** A connection that was to go on with a suspended route has ended without doing so. */
    void attemptEnded() {
        if (suspended != null) {
            again(false);
        }
    }

    private void schedule() {
        if (!stopped && timer == null) {
            long pause = pauseNanos();
            long jitter = ThreadLocalRandom.current().nextLong(pause / 2 + 1);
            timer = environment.broker().network().eventLoops().next().schedule(this::start, pause + jitter,
                    TimeUnit.NANOSECONDS);
        }
    }

    private long pauseNanos() {
        RouteTimes times = environment.times();
        Duration longest = suspended != null ? times.resumePause()
                : environment.options().connectBackoff() ? times.longerPause() : times.longPause();
        long pause = times.firstPause().toNanos() << Math.min(attempts, 16);
        return Math.min(pause, longest.toNanos());
    }

    /** Dials no more. */
    synchronized void stop() {
        stopped = true;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
