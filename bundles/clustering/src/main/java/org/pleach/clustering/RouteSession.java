package org.pleach.clustering;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.pleach.broker.Broker;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.Outbox;
import org.pleach.broker.OutboxOwner;
import org.pleach.broker.Publisher;
import org.pleach.broker.RouteSnapshot;
import org.pleach.clustering.session.ResumeRequest;
import org.pleach.clustering.session.RouteChannel;
import org.pleach.protocol.ControlLines;
import org.pleach.protocol.ProtocolException;
import org.pleach.protocol.RouteParser;
import org.pleach.protocol.ServerInfo;
import org.pleach.transport.Endpoint;
import org.pleach.transport.PeerAttributes;

/**
 * One connection with a peer from the first byte to the last: its life, its errors, its end. What the peer says is
 * handled by {@link RouteProtocol}; how it outlives a transport's connection, by {@link RouteContinuity}. Belongs to the channel's event loop, except where it says otherwise.
 */
final class RouteSession extends ChannelInboundHandlerAdapter implements OutboxOwner, RouteHeartbeat.Peer {

    /** nats-server lets {@code max_payload} be at most this, and a peer's may be greater than ours. */
    private static final int LARGEST_PAYLOAD = 64 << 20;
    private static final byte[] PING = ControlLines.ping();
    private static final byte[] PONG = ControlLines.pong();

    private final RouteEnvironment environment;
    private final boolean solicited;
    private final int gossipMode;
    private final AtomicLong inMessages = new AtomicLong();
    private final AtomicLong inBytes = new AtomicLong();
    private volatile RouteDialer dialer;
    private volatile long heardMillis;

    private RouteChannel channel;
    private RouteContinuity continuity;
    private long id;
    private long startMillis;
    private volatile Endpoint remote;
    private long outboxLimit;
    private RouteLog log;
    private RouteHeartbeat heartbeat;
    private Outbox outbox;
    private RouteReceiver receiver;
    private Publisher publisher;
    private RemoteInterest interest;
    private InterestForwarder forwarder;
    private RouteParser parser;
    private Future<?> handshakeTimer;
    private boolean registered;
    private volatile boolean closed;
    private volatile String remoteId;
    private volatile String remoteName = "";
    private volatile boolean goServer;

    /** @param dialer who dialled, or null for a connection that was accepted */
    RouteSession(RouteEnvironment environment, RouteDialer dialer) {
        this.environment = environment;
        this.dialer = dialer;
        this.solicited = dialer != null;
        this.gossipMode = solicited ? dialer.gossipMode() : Gossip.DEFAULT;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        Broker broker = environment.broker();
        channel = (RouteChannel) context.channel();
        continuity = new RouteContinuity(environment, this, channel);
        id = broker.nextConnectionId();
        startMillis = broker.network().currentTimeMillis();
        heardMillis = startMillis;
        remote = channel.attr(PeerAttributes.REMOTE).get();
        log = new RouteLog(remote, id);
        ClusterOptions options = environment.options();
        outboxLimit = options.outage().buffer();
        heartbeat = new RouteHeartbeat(channel.eventLoop(), broker.network()::nanoTime,
                options.pingInterval().toNanos(), pingMax(options), this);
        outbox = broker.openOutbox(channel, this, outboxLimit, options.outage().pauses());
        receiver = new RouteReceiver(outbox);
        publisher = broker.openPublisher(channel, receiver, false);
        interest = new RemoteInterest(receiver);
        forwarder = new InterestForwarder(outbox);
        parser = new RouteParser(new RouteProtocol(environment, this, publisher, interest), channel.alloc(),
                broker.options().maxControlLine() * RouteParser.CONTROL_LINE_FACTOR, 0);
        environment.counters().increment(ClusterCounter.ROUTES_CREATED);
        if (!environment.table().open(this)) {
            close(CloseReason.SERVER_SHUTDOWN);
            return;
        }
        log.info("Route connection created");
        greet(options);
    }

    /** The timers first: the channel may turn out to be closed at the first word. */
    private void greet(ClusterOptions options) {
        heartbeat.start(environment.times().firstPing().toNanos());
        Duration patience = !solicited && options.authorization().required() ? options.authorization().timeout()
                : environment.times().handshake();
        handshakeTimer = channel.eventLoop().schedule(this::handshakeTimeout, patience.toNanos(), TimeUnit.NANOSECONDS);
        RouteSession suspended = solicited ? dialer.suspended() : null;
        if (suspended != null) {
            continuity.aimAt(suspended);
        } else if (solicited) {
            sendConnect(ResumeRequest.CAPABLE);
        } else {
            send(environment.info().line(transport(), gossipMode, continuity.nonce()));
        }
    }

    void sendConnect(String session) {
        if (!closed) {
            byte[] line = environment.info().connectLine(dialer.endpoint(), session);
            channel.writeAndFlush(Unpooled.wrappedBuffer(line));
            log.debug("Route connect msg sent");
        }
    }

    /** Before it is the route, what is sent must not wait: frames may begin behind it. */
    private void send(byte[] line) {
        if (registered) {
            outbox.send(line);
        } else if (!continuity.isDialledToResume()) {
            // Else frames follow CONNECT at once.
            channel.writeAndFlush(Unpooled.wrappedBuffer(line));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!closed) {
                heardMillis = environment.broker().network().currentTimeMillis();
                parser.feed((ByteBuf) message);
            }
        } catch (ProtocolException e) {
            log.error(e.getMessage());
            refuse(e.error().text(), CloseReason.PROTOCOL_VIOLATION);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** The peer has said who it is. */
    void identified(ServerInfo info) {
        remoteId = info.serverId();
        remoteName = info.serverName();
        goServer = info.go().startsWith("go");
        receiver.headers(info.headers());
    }

    /** The peer may be a route: becomes the route to it, unless there is one. */
    void register(ServerInfo info) {
        RouteSession waiting = environment.table().get(remoteId);
        if (waiting != null && continuity.canGoOnWith(waiting)) {
            log.debug("Route is suspended, dialling to go on with it");
            close(CloseReason.DUPLICATE_ROUTE);
            waiting.continuity().dial();
            return;
        }
        RouteTable.Outcome outcome = environment.table().register(this);
        if (!outcome.added()) {
            log.debug("Detected duplicate remote route \"" + RouteLog.printable(remoteId) + '"');
            close(CloseReason.DUPLICATE_ROUTE);
            return;
        }
        if (outcome.replaced() != null) {
            outcome.replaced().closeLater(CloseReason.DUPLICATE_ROUTE);
        }
        continuity.begin();
        registered = true;
        handshakeTimer.cancel(false);
        environment.counters().increment(ClusterCounter.ROUTES_REGISTERED);
        log.debug("Registering remote route \"" + RouteLog.printable(remoteId) + '"');
        parser.limits(environment.broker().options().maxControlLine() * RouteParser.CONTROL_LINE_FACTOR,
                LARGEST_PAYLOAD);
        environment.table().routes().stream().filter(other -> other != this && other.remoteName().equals(remoteName))
                .forEach(other -> other.continuity().giveUp());
        RouteDialer dialled = dialer;
        if (dialled != null) {
            dialled.succeeded();
        }
        if (solicited) {
            outbox.send(environment.info().line(transport(), gossipMode, ""));
        }
        environment.gossip().announce(this, info);
        if (!environment.options().noAdvertise()) {
            environment.broker().advertise(remoteId, info.connectUrls());
        }
        environment.broker().addInterestListener(forwarder);
        log.debug("Sent local subscriptions to route");
    }

    /** Sends -ERR, logs it and closes. */
    void refuse(String text, CloseReason reason) {
        log.error(text);
        error(text);
        close(reason);
    }

    /** Sends -ERR. */
    void error(String text) {
        send(ControlLines.error(text));
    }

    /** Ends the connection once what was sent to it is written. */
    void close(CloseReason reason) {
        if (!closed) {
            end(reason);
            if (continuity.isSuspended()) {
                channel.close();
            } else {
                outbox.closeAfterFlush();
            }
        }
    }

    /** Its connection goes on as another route's: ends without a word. */
    void retire() {
        closed = true;
        heartbeat.stop();
        handshakeTimer.cancel(false);
        publisher.close();
        parser.close();
        environment.table().close(this);
        environment.counters().increment(ClusterCounter.ROUTES_CLOSED);
        channel.close();
    }

    /** The connection is lost, but not the route. */
    void suspended(Throwable cause) {
        heartbeat.stop();
        log.info("Route suspended: " + (cause == null ? "connection lost" : cause.getMessage())
                + ", waiting for " + RouteLog.printable(remoteName) + " for "
                + environment.options().outage().longest().toSeconds() + "s");
    }

    /** There is another connection. */
    void resumed(long resent) {
        remote = channel.attr(PeerAttributes.REMOTE).get();
        heardMillis = environment.broker().network().currentTimeMillis();
        heartbeat.stop();
        heartbeat.start(environment.times().firstPing().toNanos());
        log.info("Route resumed over " + transport() + ' ' + remote.hostPort() + ", " + resent + " bytes sent again");
    }

    private void end(CloseReason reason) {
        closed = true;
        heartbeat.stop();
        if (handshakeTimer != null) {
            handshakeTimer.cancel(false);
        }
        if (registered) {
            environment.broker().removeInterestListener(forwarder);
            interest.removeAll();
        }
        continuity.end(outbox);
        publisher.close();
        parser.close();
        boolean wasRoute = environment.table().close(this);
        if (wasRoute) {
            environment.broker().advertise(remoteId, List.of());
        }
        environment.counters().increment(ClusterCounter.ROUTES_CLOSED);
        if (reason.counter() != null) {
            environment.counters().increment(reason.counter());
        }
        log.info("Router connection closed: " + reason
                + (remoteName.isEmpty() ? "" : " - Remote: " + RouteLog.printable(remoteName)));
        environment.dialers().ended(this, reason, wasRoute);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!closed && channel != null) {
            end(CloseReason.CLIENT_CLOSED);
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!closed && channel != null) {
            if (!(cause instanceof IOException)) {
                log.error("Unexpected error, closing the connection", cause);
            }
            end(cause instanceof IOException ? CloseReason.READ_ERROR : CloseReason.INTERNAL_ERROR);
        }
        context.close();
    }

    private void handshakeTimeout() {
        refuse("Authentication Timeout", CloseReason.AUTHENTICATION_TIMEOUT);
    }

    @Override
    public void slowConsumer(Reason reason, long pending) {
        if (closed) {
            return;
        }
        BrokerOptions limits = environment.broker().options();
        if (reason == Reason.MAX_PENDING) {
            log.info("Slow Consumer Detected: MaxPending of " + outboxLimit + " Exceeded");
            end(CloseReason.SLOW_CONSUMER_PENDING_BYTES);
        } else {
            log.info("Slow Consumer Detected: WriteDeadline of " + limits.writeDeadline().toMillis()
                    + "ms exceeded with " + pending + " total bytes.");
            end(CloseReason.SLOW_CONSUMER_WRITE_DEADLINE);
        }
    }

    /** Silence may be an outage, which a resumable route survives, and QUIC over SCION too; else it is a slow peer. */
    @Override
    public boolean endures(long nanos) {
        return continuity.isSuspended() || (remote.isScion() || continuity.isResumable())
                && nanos < environment.options().outage().longest().toNanos();
    }

    /** A route over SCION is not stale as long as an outage of all paths may last. */
    private int pingMax(ClusterOptions options) {
        if (!remote.isScion()) {
            return options.pingMax();
        }
        long outage = options.outage().longest().toNanos() / options.pingInterval().toNanos() + 1;
        return (int) Math.max(options.pingMax(), Math.min(outage, Integer.MAX_VALUE - 1));
    }

    @Override
    public void ping() {
        log.debug("Router Ping Timer");
        send(PING);
        continuity.acknowledge();
    }

    @Override
    public void stale() {
        log.debug("Router Ping Timer");
        log.debug("Stale Client Connection - Closing");
        if (continuity.isResumable()) {
            environment.counters().increment(ClusterCounter.STALE_ROUTES);
            continuity.drop("no answer to " + environment.options().pingMax() + " PINGs");
            return;
        }
        error("Stale Connection");
        close(CloseReason.STALE_CONNECTION);
    }

    void sendPong() {
        send(PONG);
    }

    void heardPong() {
        heartbeat.pong();
    }

    void received(int bytes) {
        inMessages.lazySet(inMessages.getPlain() + 1);
        inBytes.lazySet(inBytes.getPlain() + bytes);
    }

    /** Sends a line after whatever the session is about to send. Any thread. */
    void sendLater(byte[] line) {
        channel.eventLoop().execute(() -> {
            if (!closed) {
                send(line);
            }
        });
    }

    /** Closes. Any thread. */
    void closeLater(CloseReason reason) {
        channel.eventLoop().execute(() -> close(reason));
    }

    /** Waits until the peer is told that it is over. Any thread but an event loop. */
    void awaitClosed(long nanos) {
        channel.closeFuture().awaitUninterruptibly(Math.max(nanos, 1), TimeUnit.NANOSECONDS);
    }

    /** How it outlives connections. */
    RouteContinuity continuity() {
        return continuity;
    }

    boolean isClosed() {
        return closed;
    }

    /** The peer's name; empty before its INFO. Any thread. */
    String remoteName() {
        return remoteName;
    }

    /** Whether it is the route to its server, or was. */
    boolean isRegistered() {
        return registered;
    }

    /** Whether it was dialled from here. Any thread. */
    boolean isSolicited() {
        return solicited;
    }

    /** Whether it is to be kept up because of {@code routes}. Any thread. */
    boolean isConfigured() {
        RouteDialer kept = dialer;
        return kept != null && kept.isConfigured();
    }

    /** Who dials again when the connection is lost, or null. Any thread. */
    RouteDialer dialer() {
        return dialer;
    }

    /** Takes the place of a connection somebody dialled for: null, or who did. Any thread. */
    void inherit(RouteDialer other) {
        RouteDialer own = dialer;
        if (other == null || other == own || own != null && (own.isConfigured() || !other.isConfigured())) {
            return;
        }
        dialer = other;
        if (own != null) {
            environment.dialers().forget(own);
        }
    }

    /** What was said of telling further when this was dialled. Any thread. */
    int gossipMode() {
        return gossipMode;
    }

    /** The peer's server id; null before its INFO. Any thread. */
    String remoteId() {
        return remoteId;
    }

    /** Whether the peer is a nats-server. Any thread. */
    boolean isGoServer() {
        return goServer;
    }

    Endpoint remote() {
        return remote;
    }

    RouteLog log() {
        return log;
    }

    private String transport() {
        return channel.attr(PeerAttributes.TRANSPORT).get();
    }

    /** What there is to say about it. Any thread, once it is in the table. */
    RouteSnapshot snapshot() {
        return new RouteSnapshot(id, remoteId, remoteName, solicited, isConfigured(), remote, transport(), null,
                startMillis, heardMillis, heartbeat.rtt(), interest.size(), outbox.pendingBytes(), inMessages.get(),
                inBytes.get(), outbox.messages(), outbox.messageBytes(), continuity.isSuspended(),
                continuity.resumptions(), continuity.retainedBytes());
    }
}
