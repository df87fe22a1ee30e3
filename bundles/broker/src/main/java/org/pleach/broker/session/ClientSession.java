package org.pleach.broker.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import org.pleach.broker.BrokerCounter;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.BrokerOptions.Authorization;
import org.pleach.broker.ConnectionSnapshot;
import org.pleach.broker.OutboxOwner;
import org.pleach.broker.Subscription;
import org.pleach.broker.SubscriptionSnapshot;
import org.pleach.broker.claims.AccountClaims;
import org.pleach.broker.delivery.ConnectionPublisher;
import org.pleach.broker.loop.ChannelOutbox;
import org.pleach.broker.loop.Loop;
import org.pleach.broker.loop.OutboxLimits;
import org.pleach.protocol.ClientParser;
import org.pleach.protocol.ProtocolException;
import org.pleach.transport.Endpoint;
import org.pleach.transport.PeerAttributes;

/**
 * One client connection from the first byte to the last: its life, its errors, its end. What the client says is handled by
 * {@link ClientProtocol}. Belongs to the channel's event loop, except where it says otherwise.
 */
final class ClientSession extends ChannelInboundHandlerAdapter implements OutboxOwner, Heartbeat.Peer, TlsStart.Session {

    /** Timers must not overflow: nobody is connected for so long. */
    private static final long LONGEST_STAY = TimeUnit.DAYS.toMillis(3650);
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ClientEnvironment environment;
    private final BrokerOptions options;
    private final Channel channel;
    private final long id;
    private final Endpoint remote;
    private final long startMillis;
    private final ConnectionLog log;
    private final Heartbeat heartbeat;
    private final ClientSubscriptions subscriptions = new ClientSubscriptions();
    private final boolean authRequired;
    private final boolean anonymous;
    private final String nonce;
    private final ProtocolTrace trace;
    private final HeldInput held = new HeldInput();

    private ChannelOutbox outbox;
    private ClientReceiver receiver;
    private ConnectionPublisher publisher;
    private ClientParser parser;
    private ClientProtocol protocol;
    private Future<?> authTimer;
    private Future<?> stayTimer;
    private boolean closed;

    ClientSession(ClientEnvironment environment, Channel channel) {
        this.environment = environment;
        this.options = environment.options().get();
        this.channel = channel;
        this.id = environment.clients().nextId();
        this.remote = channel.attr(PeerAttributes.REMOTE).get();
        this.startMillis = environment.network().currentTimeMillis();
        this.log = new ConnectionLog(remote.hostPort(), id);
        this.heartbeat = new Heartbeat(channel.eventLoop(), environment.network()::nanoTime,
                environment.options(), channel.attr(PeerAttributes.PING_INTERVAL).get(), this);
        this.anonymous = environment.authenticators().anonymousAllowed();
        this.authRequired = environment.authenticators().required() && !environment.authenticators().offersAnonymity();
        this.nonce = environment.authenticators().nonce();
        this.trace = options.trace() ? new ProtocolTrace(log) : null;
        environment.loops().of(channel).readsFrom(channel);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        Loop loop = environment.loops().of(channel);
        OutboxLimits limits = new OutboxLimits(options.maxPending(), options.writeDeadline().toNanos(), false);
        outbox = environment.loops().outbox(channel, limits, this, environment.outboxCounters());
        receiver = new ClientReceiver(this, outbox, loop);
        receiver.trace(trace);
        publisher = new ConnectionPublisher(loop, channel, receiver, true, environment.counters());
        protocol = new ClientProtocol(this, environment);
        parser = new ClientParser(protocol, loop.allocator(), options.maxControlLine(), options.maxPayload());
        parser.awaitConnect(authRequired && !anonymous);
        if (anonymous) {
            protocol.beAnonymous();
        }
        log.debug("Client connection created");
        environment.counters().increment(BrokerCounter.CLIENTS_ACCEPTED);
        if (!environment.clients().add(this, options.maxConnections())) {
            sendFirstInfo();
            environment.counters().increment(BrokerCounter.MAXIMUM_CONNECTIONS_REFUSED);
            log.error("maximum connections exceeded");
            refuse("maximum connections exceeded", CloseReason.MAXIMUM_CONNECTIONS_EXCEEDED);
            return;
        }
        new TlsStart(channel, environment.tls(), this).start();
    }

    /** Not through the outbox: it may have to be out before the handshake's handler is in. */
    @Override
    public void sendFirstInfo() {
        channel.writeAndFlush(Unpooled.wrappedBuffer(
                environment.info().line(id, remote.host(), authRequired, nonce, channel)));
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void tlsFailed(String reason) {
        environment.counters().increment(BrokerCounter.TLS_HANDSHAKE_FAILURES);
        log.error("TLS handshake error: " + reason);
        close(CloseReason.TLS_HANDSHAKE_ERROR);
    }

    @Override
    public void begin() {
        heartbeat.start();
        if (authRequired && !anonymous) {
            authTimer = channel.eventLoop().schedule(this::authenticationTimeout,
                    options.authorization().timeout().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!closed) {
                heartbeat.heard();
                feed((ByteBuf) message);
            }
        } catch (ProtocolException e) {
            broken(e);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void feed(ByteBuf input) {
        if (!held.isHolding()) {
            parser.feed(input);
        }
        if (held.isHolding() && !closed && !held.add(input, channel.alloc())) {
            log.error("too much was sent before it was let in");
            refuse("Authorization Violation", CloseReason.AUTHENTICATION_FAILURE);
        }
    }

    /** What follows waits, unparsed, until {@link #resume}. From inside a handler of the parser. */
    void hold() {
        held.begin();
        parser.stop();
        channel.config().setAutoRead(false);
    }

    /** Goes on with what has come meanwhile. */
    void resume() {
        ByteBuf waiting = held.end();
        channel.config().setAutoRead(true);
        if (waiting != null) {
            try {
                if (!closed) {
                    feed(waiting);
                }
            } catch (ProtocolException e) {
                broken(e);
            } finally {
                waiting.release();
            }
        }
    }

    /** Whether it has to say who it is before anything else. */
    boolean awaitsConnect() {
        return authRequired;
    }

    /** What it has to sign if it shows an nkey, or null. */
    String nonce() {
        return nonce;
    }

    /** Whether it was somebody before it said who it is. */
    boolean isAnonymous() {
        return anonymous;
    }

    private void broken(ProtocolException e) {
        BrokerCounter counter = switch (e.error()) {
            case MAX_PAYLOAD -> BrokerCounter.MAXIMUM_PAYLOAD_REFUSED;
            case MAX_CONTROL_LINE -> BrokerCounter.MAXIMUM_CONTROL_LINE_REFUSED;
            case AUTHORIZATION -> BrokerCounter.AUTHORIZATION_VIOLATIONS;
            default -> BrokerCounter.PROTOCOL_ERRORS;
        };
        environment.counters().increment(counter);
        log.error(e.getMessage());
        switch (e.error()) {
            case UNKNOWN_OPERATION, BAD_PAYLOAD_END -> refuse(e.error().text(), CloseReason.PROTOCOL_VIOLATION);
            case MAX_CONTROL_LINE -> refuse(e.error().text(), CloseReason.MAXIMUM_CONTROL_LINE_EXCEEDED);
            case MAX_PAYLOAD -> refuse(e.error().text(), CloseReason.MAXIMUM_PAYLOAD_EXCEEDED);
            case AUTHORIZATION -> refuse(e.error().text(), CloseReason.AUTHENTICATION_FAILURE);
            // nats-server says nothing in these cases.
            case BAD_ARGUMENTS, BAD_JSON, HEADERS_NOT_SUPPORTED -> close(CloseReason.PROTOCOL_VIOLATION);
        }
    }

    /** Sends -ERR with {@code text} and closes. */
    void refuse(String text, CloseReason reason) {
        error(text);
        close(reason);
    }

    /** Sends -ERR with {@code text}. */
    void error(String text) {
        if (trace != null) {
            trace.out("-ERR " + text);
        }
        send(("-ERR '" + text + "'\r\n").getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] line) {
        outbox.send(line);
    }

    /** Ends the connection once what was sent to it is written. */
    void close(CloseReason reason) {
        if (!closed) {
            end(reason);
            outbox.closeAfterFlush();
        }
    }

    private void end(CloseReason reason) {
        closed = true;
        channel.attr(PeerAttributes.CLOSE_REASON).set(reason.toString());
        heartbeat.stop();
        stopAuthTimer();
        stayUntil(null);
        publisher.close();
        subscriptions.leaveInTurns(protocol.account(), channel.eventLoop());
        parser.close();
        protocol.close();
        held.discard();
        environment.clients().remove(this, reason, options.maxClosedClients());
        environment.counters().increment(BrokerCounter.CLIENTS_CLOSED);
        log.debug("Client connection closed: {}", reason);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!closed) {
            end(CloseReason.CLIENT_CLOSED);
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (closed) {
            context.close();
        } else if (cause instanceof IOException) {
            end(CloseReason.READ_ERROR);
            context.close();
        } else {
            environment.counters().increment(BrokerCounter.INTERNAL_ERRORS);
            log.error("Unexpected error, closing the connection", cause);
            end(CloseReason.INTERNAL_ERROR);
            context.close();
        }
    }

    private void authenticationTimeout() {
        environment.counters().increment(BrokerCounter.AUTHENTICATION_TIMEOUTS);
        log.debug("Authentication Timeout");
        refuse("Authentication Timeout", CloseReason.AUTHENTICATION_TIMEOUT);
    }

    /** Lets it stay until then, in milliseconds since 1970, and no longer; null for ever. */
    void stayUntil(Instant end) {
        if (stayTimer != null) {
            stayTimer.cancel(false);
            stayTimer = null;
        }
        if (end != null && !closed) {
            long left = Math.min(end.toEpochMilli() - currentTimeMillis(), LONGEST_STAY);
            stayTimer = channel.eventLoop().schedule(() -> expire("User Authentication Expired"), Math.max(0, left),
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Its time, or that of its account, is over. */
    void expire(String text) {
        if (!closed) {
            environment.counters().increment(BrokerCounter.AUTHENTICATIONS_EXPIRED);
            log.debug(text);
            refuse(text, CloseReason.AUTHENTICATION_EXPIRED);
        }
    }

    /** Its account has other claims. Any thread. */
    void accountChanged(AccountClaims before, AccountClaims now, boolean exceeds) {
        execute(() -> {
            if (!closed && protocol != null) {
                protocol.accountChanged(before, now, exceeds);
            }
        });
    }

    /** It is let in, or not. */
    void stopAuthTimer() {
        if (authTimer != null) {
            authTimer.cancel(false);
            authTimer = null;
        }
    }

    @Override
    public void slowConsumer(Reason reason, long pending) {
        if (closed) {
            return;
        }
        if (reason == Reason.MAX_PENDING) {
            log.info("Slow Consumer Detected: MaxPending of " + options.maxPending() + " Exceeded");
            end(CloseReason.SLOW_CONSUMER_PENDING_BYTES);
        } else {
            log.info("Slow Consumer Detected: WriteDeadline of " + options.writeDeadline().toMillis()
                    + "ms exceeded with " + pending + " total bytes.");
            end(CloseReason.SLOW_CONSUMER_WRITE_DEADLINE);
        }
    }

    @Override
    public void ping() {
        if (trace != null) {
            trace.out("PING");
        }
        send(PING);
    }

    @Override
    public void stale() {
        environment.counters().increment(BrokerCounter.STALE_CONNECTIONS);
        log.debug("Stale Client Connection - Closing");
        refuse("Stale Connection", CloseReason.STALE_CONNECTION);
    }

    @Override
    public void debug(String message) {
        log.debug(message);
    }

    /** A subscription has had its last message. Any event loop. */
    void limitReached(Subscription subscription) {
        protocol.account().unsubscribe(subscription);
        if (channel.eventLoop().inEventLoop()) {
            forget(subscription);
        } else {
            channel.eventLoop().execute(() -> forget(subscription));
        }
    }

    private void forget(Subscription subscription) {
        if (subscriptions.remove(subscription)) {
            log.debug("Auto-unsubscribe limit of {} reached", subscription.limit());
        }
    }

    /** Who may connect has changed. Any thread. */
    void reauthorize(Authorization before, Authorization now) {
        execute(() -> {
            if (!closed && protocol != null) {
                protocol.reauthorize(before, now);
            }
        });
    }

    /** Bounds the messages to come. */
    void maxPayload(int bytes) {
        parser.limits(options.maxControlLine(), bytes);
    }

    /** The broker's clock. Any thread. */
    long nanoTime() {
        return environment.network().nanoTime();
    }

    /** Runs {@code task} on the connection's event loop. Any thread. */
    void execute(Runnable task) {
        channel.eventLoop().execute(task);
    }

    /** Something in INFO has changed. Any thread. */
    void infoChanged() {
        channel.eventLoop().execute(() -> {
            if (!closed && protocol.takesLaterInfo()) {
                sendInfo();
            }
        });
    }

    /** Sends INFO as it is after CONNECT. */
    void sendInfo() {
        send(environment.info().connectedLine(id, remote.host(), authRequired, channel));
    }

    /** The server is about to stop and wants it to leave. Any thread. */
    void leave() {
        channel.eventLoop().execute(() -> close(CloseReason.SERVER_SHUTDOWN));
    }

    /** The server stops. Any thread. Completes when the channel is closed. */
    CompletableFuture<Void> shutDown() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        channel.eventLoop().execute(() -> {
            close(CloseReason.SERVER_SHUTDOWN);
            channel.closeFuture().addListener(end -> done.complete(null));
        });
        return done;
    }

    /** Its subscriptions, in no order. Any thread; completes on the event loop. */
    CompletableFuture<List<SubscriptionSnapshot>> listSubscriptions() {
        return CompletableFuture.supplyAsync(() -> subscriptions.all().stream().map(each -> new SubscriptionSnapshot(id,
                protocol.account().name(), text(each.subject()), each.queue() == null ? null : text(each.queue()),
                text(each.sid()), each.delivered(), each.limit())).toList(), channel.eventLoop());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What was agreed on in the handshake, or null if the connection is in clear. Any thread. */
    SSLSession tls() {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        return handler == null ? null : handler.engine().getSession();
    }

    /** What there is to say about it. Any thread. */
    ConnectionSnapshot snapshot() {
        return new SessionReport(this, environment.network()).snapshot();
    }

    long currentTimeMillis() {
        return environment.network().currentTimeMillis();
    }

    long id() {
        return id;
    }

    Endpoint remote() {
        return remote;
    }

    /** The certificate that says which user this is, or null if CONNECT says it. */
    X509Certificate identityCertificate() {
        return channel.attr(PeerAttributes.IDENTITY).get();
    }

    String transport() {
        return channel.attr(PeerAttributes.TRANSPORT).get();
    }

    long startMillis() {
        return startMillis;
    }

    BrokerOptions options() {
        return options;
    }

    ConnectionLog log() {
        return log;
    }

    ProtocolTrace trace() {
        return trace;
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }

    ClientSubscriptions subscriptions() {
        return subscriptions;
    }

    ChannelOutbox outbox() {
        return outbox;
    }

    ClientReceiver receiver() {
        return receiver;
    }

    ConnectionPublisher publisher() {
        return publisher;
    }

    ClientParser parser() {
        return parser;
    }

    ClientProtocol protocol() {
        return protocol;
    }
}
