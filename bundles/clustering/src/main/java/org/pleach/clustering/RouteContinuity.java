package org.pleach.clustering;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pleach.broker.Outbox;
import org.pleach.clustering.session.Link;
import org.pleach.clustering.session.ResumeRequest;
import org.pleach.clustering.session.RouteChannel;
import org.pleach.clustering.session.RouteSessionEvents;
import org.pleach.clustering.session.Session;
import org.pleach.clustering.session.SessionKey;

/**
 * Lets a route between two Pleach servers outlive its connections: suspends it when one is lost, takes the next one, gives
 * up after {@code outage.longest}. Belongs to the channel's event loop, except where it says otherwise.
 *
 * <p>A connection that is dialled or accepted to go on with a route has a session object of its own until it is handed over.
 */
final class RouteContinuity implements RouteSessionEvents {

    /** What a server says that does not know a session, or not any longer. */
    static final String UNKNOWN_SESSION = "Unknown Route Session";

    private final RouteEnvironment environment;
    private final RouteSession route;
    private final RouteChannel channel;
    private final String ownNonce;
    private boolean peerResumes;
    private String peersNonce = "";
    private Session session;
    private RouteSession goal;
    private ResumeRequest request;
    private Future<?> deadline;
    private volatile boolean suspended;
    private volatile int resumptions;

    RouteContinuity(RouteEnvironment environment, RouteSession route, RouteChannel channel) {
        this.environment = environment;
        this.route = route;
        this.channel = channel;
        this.ownNonce = SessionKey.nonce(environment.random());
        channel.listener(this, environment.options().outage().buffer() / 4);
    }

    /** For INFO on a connection that was accepted. */
    String nonce() {
        return ownNonce;
    }

    /** The peer says whether it can resume: in CONNECT if it dialled, else in INFO. */
    void peerSays(String field) {
        peerResumes = !field.isEmpty();
        peersNonce = field;
        if (!peerResumes) {
            channel.plain();
        }
    }

    /** The connection has become the route. */
    void begin() {
        if (!peerResumes) {
            return;
        }
        if (route.isSolicited()) {
            channel.beginFrames("SESSION NEW");
            return;
        }
        SessionKey key = SessionKey.random(environment.random());
        channel.beginFrames(key.announcement());
        become(key);
    }

    private void become(SessionKey key) {
        session = new Session(key, channel, environment.broker().identity().id().compareTo(route.remoteId()) < 0);
        environment.sessions().put(key.id(), route);
        channel.resumable();
    }

    @Override
    public void sessionLine(String words) {
        if (goal != null) {
            answered(words);
        } else if (route.isSolicited()) {
            become(SessionKey.announced(words));
        } else if (!peerResumes) {
            throw new IllegalArgumentException("expected CONNECT with pleach_session before SESSION");
        }
    }

    @Override
    public void suspended(Throwable cause) {
        suspended = true;
        environment.counters().increment(ClusterCounter.ROUTES_SUSPENDED);
        route.suspended(cause);
        long patience = environment.options().outage().longest().toNanos();
        deadline = channel.eventLoop().schedule(() -> route.close(CloseReason.NOT_RESUMED), patience,
                TimeUnit.NANOSECONDS);
        dial();
    }

    /** Dials for another connection, if it is suspended and somebody can dial. Any thread. */
    void dial() {
        RouteDialer dialer = route.dialer();
        if (suspended && dialer != null && dialer.suspended() == null) {
            dialer.resume(route);
        }
    }

    /** Whether a connection just dialled has found a peer whose route is suspended here: better go on with that. */
    boolean canGoOnWith(RouteSession other) {
        return route.isSolicited() && peerResumes && other.continuity().isSuspended();
    }

    /** Whether there is no connection at the moment, but the route goes on. Any thread. */
    boolean isSuspended() {
        return suspended;
    }

    /** Whether a lost connection does not end the route. */
    boolean isResumable() {
        return session != null;
    }

    /** Gives up the connection, but not the route. */
    void drop(String why) {
        channel.drop(new IOException(why));
    }

    /** How often it was suspended and went on. Any thread. */
    int resumptions() {
        return resumptions;
    }

    /** Bytes sent and not acknowledged. Any thread. */
    long retainedBytes() {
        return channel.retainedBytes();
    }

    /** Tells the peer what has arrived. */
    void acknowledge() {
        channel.acknowledge();
    }

    /** The route ends. */
    void end(Outbox outbox) {
        channel.over();
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (session != null) {
            environment.sessions().remove(session.id(), route);
        }
        if (suspended) {
            environment.counters().increment(ClusterCounter.ROUTES_GIVEN_UP);
            environment.counters().add(ClusterCounter.UNACKNOWLEDGED_BYTES, channel.retainedBytes());
            route.log().info("Route given up with " + outbox.pendingBytes() + " bytes not sent and "
                    + channel.retainedBytes() + " not acknowledged");
        }
        if (route.dialer() != null) {
            route.dialer().resumed(route);
        }
    }

    // The end that dials again.

    /** This connection was dialled to go on with a route: nothing is said before the peer's INFO. */
    void aimAt(RouteSession suspendedRoute) {
        goal = suspendedRoute;
    }

    /** Whether this connection was dialled to go on with a route. */
    boolean isDialledToResume() {
        return goal != null;
    }

    /** Whether this connection is, or was, to go on with another one's route. */
    boolean isAttempt() {
        return goal != null || request != null;
    }

    /** The peer's INFO on such a connection. */
    void answer(String serverId, String nonce) {
        if (!serverId.equals(goal.remoteId()) || nonce.isEmpty()) {
            goal.continuity().giveUp();
            route.close(CloseReason.NOT_RESUMED);
            return;
        }
        peersNonce = nonce;
        goal.continuity().makeRequest(nonce, made -> channel.eventLoop().execute(() -> {
            if (made == null) {
                route.close(CloseReason.DUPLICATE_ROUTE);
            } else {
                request = made;
                route.sendConnect(made.written());
            }
        }));
    }

    /** Any thread. */
    private void makeRequest(String nonce, Consumer<ResumeRequest> to) {
        channel.eventLoop().execute(() -> to.accept(
                suspended && !route.isClosed() ? session.request(nonce, environment.random()) : null));
    }

    private void answered(String words) {
        if (request == null) {
            throw new IllegalArgumentException("expected no SESSION before CONNECT");
        }
        RouteContinuity other = goal.continuity();
        Link link = handOver(other.channel);
        ResumeRequest made = request;
        String nonce = peersNonce;
        onLoopOf(other, () -> {
            long resent = other.route.isClosed() ? Session.REFUSED
                    : other.session.resumed(link, made, words, nonce);
            other.took(link, resent);
        });
    }

    /** The peer does not know the session. */
    void refused() {
        goal.continuity().giveUp();
    }

    /** The peer is not there any longer, or does not know the session: ends the route if it is suspended. Any thread. */
    void giveUp() {
        onLoopOf(this, () -> {
            if (suspended) {
                route.close(CloseReason.NOT_RESUMED);
            }
        });
    }

    // The end that accepts.

    /** The peer asks on this connection to go on with a route. */
    void resume(ResumeRequest asked) {
        request = asked;
        RouteSession known = environment.sessions().get(asked.id());
        if (known == null || !known.continuity().session.isGenuine(asked, ownNonce)) {
            environment.counters().increment(ClusterCounter.RESUMPTIONS_REFUSED);
            route.refuse(UNKNOWN_SESSION, CloseReason.NOT_RESUMED);
            return;
        }
        RouteContinuity other = known.continuity();
        Link link = handOver(other.channel);
        onLoopOf(other, () -> {
            long resent = other.route.isClosed() ? Session.REFUSED : other.session.resume(link, asked, ownNonce);
            other.took(link, resent);
        });
    }

    private Link handOver(RouteChannel to) {
        Link link = channel.handOver(to);
        route.retire();
        return link;
    }

    private static void onLoopOf(RouteContinuity other, Runnable action) {
        if (other.channel.eventLoop().inEventLoop()) {
            action.run();
        } else {
            other.channel.eventLoop().execute(action);
        }
    }

    private void took(Link link, long resent) {
        if (resent == Session.REFUSED) {
            environment.counters().increment(ClusterCounter.RESUMPTIONS_REFUSED);
            link.channel().close();
            return;
        }
        suspended = false;
        resumptions++;
        if (deadline != null) {
            deadline.cancel(false);
        }
        environment.counters().increment(ClusterCounter.ROUTES_RESUMED);
        environment.counters().add(ClusterCounter.RESENT_BYTES, resent);
        if (route.dialer() != null) {
            route.dialer().resumed(route);
        }
        route.resumed(resent);
    }
}
