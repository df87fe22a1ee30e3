package org.pleach.clustering;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pleach.broker.Account;
import org.pleach.broker.Message;
import org.pleach.broker.Publisher;
import org.pleach.broker.QueueGroups;
import org.pleach.clustering.session.ResumeRequest;
import org.pleach.protocol.ConnectOptions;
import org.pleach.protocol.ProtocolError;
import org.pleach.protocol.ProtocolException;
import org.pleach.protocol.QueueNames;
import org.pleach.protocol.RouteHandler;
import org.pleach.protocol.ServerInfo;

/**
 * Does what a peer's lines say. Expects CONNECT, if the peer dialled, then INFO; everything else only after that.
 * Belongs to the channel's event loop.
 */
final class RouteProtocol implements RouteHandler {

    private static final String NO_DEDICATED_ROUTE = "Not possible to have a dedicated route for account";

    private final RouteEnvironment environment;
    private final RouteSession session;
    private final Publisher publisher;
    private final RemoteInterest interest;
    private final RouteHandshake handshake;
    private final AccountNames accounts;
    private final QueueGroups groups = new QueueGroups();
    private boolean connectAwaited;

    RouteProtocol(RouteEnvironment environment, RouteSession session, Publisher publisher, RemoteInterest interest) {
        this.environment = environment;
        this.session = session;
        this.publisher = publisher;
        this.interest = interest;
        this.handshake = new RouteHandshake(environment, session);
        this.accounts = new AccountNames(environment.broker());
        this.connectAwaited = !session.isSolicited();
    }

    @Override
    public void connect(ByteBuf buf, int index, int length) {
        if (!connectAwaited) {
            throw unexpected("CONNECT");
        }
        ConnectOptions connect = ConnectOptions.read(buf, index, length);
        connectAwaited = !handshake.accepts(connect);
        if (connectAwaited) {
            return;
        }
        ResumeRequest request = ResumeRequest.read(connect.session());
        if (request == null) {
            session.continuity().peerSays(connect.session());
        } else {
            session.continuity().resume(request);
        }
    }

    @Override
    public void info(ByteBuf buf, int index, int length) {
        if (connectAwaited) {
            throw unexpected("INFO");
        }
        ServerInfo info = ServerInfo.read(buf, index, length);
        if (session.continuity().isAttempt()) {
            session.continuity().answer(info.serverId(), info.session());
        } else if (!session.isRegistered()) {
            if (session.isSolicited()) {
                session.continuity().peerSays(info.session());
            }
            handshake.firstInfo(info);
        } else if (!info.serverId().equals(session.remoteId())) {
            environment.gossip().received(info);
        } else if (info.lameDuckMode()) {
            environment.broker().advertise(info.serverId(), List.of());
        }
    }

    @Override
    public void subscribe(ByteBuf buf, int accountIndex, int accountLength, int subjectIndex, int subjectLength,
            int queueIndex, int queueLength, int queueWeight) {
        Account account = account(buf, accountIndex, accountLength);
        if (!interest.add(account, buf, subjectIndex, subjectLength, queueIndex, queueLength, queueWeight)) {
            environment.counters().increment(ClusterCounter.INVALID_INTEREST);
            session.log().error("Could not insert subscription: invalid subject");
            session.error("Invalid Subscription");
        }
    }

    @Override
    public void unsubscribe(ByteBuf buf, int accountIndex, int accountLength, int subjectIndex, int subjectLength,
            int queueIndex, int queueLength) {
        interest.remove(account(buf, accountIndex, accountLength), buf, subjectIndex, subjectLength, queueIndex,
                queueLength);
    }

    @Override
    public void message(ByteBuf buf, int accountIndex, int accountLength, int subjectIndex, int subjectLength,
            int replyIndex, int replyLength, QueueNames queues, int headerLength, int payloadIndex, int payloadLength) {
        Account account = account(buf, accountIndex, accountLength);
        groups.clear();
        for (int i = 0; i < queues.count(); i++) {
            groups.add(buf, queues.index(i), queues.length(i));
        }
        Message message = publisher.message();
        message.names(buf, subjectIndex, subjectLength, replyIndex, replyLength);
        message.body(buf, payloadIndex, headerLength, payloadLength);
        publisher.publish(account, groups);
        session.received(payloadLength);
    }

    private Account account(ByteBuf buf, int index, int length) {
        if (!session.isRegistered()) {
            throw unexpected("interest or a message");
        }
        return accounts.find(buf, index, length);
    }

    @Override
    public void ping() {
        session.sendPong();
    }

    @Override
    public void pong() {
        session.heardPong();
    }

    @Override
    public void error(ByteBuf buf, int index, int length) {
        String text = RouteLog.printable(buf.toString(index, length, StandardCharsets.UTF_8));
        if (session.continuity().isAttempt() && text.contains(RouteContinuity.UNKNOWN_SESSION)) {
            session.log().info("Peer does not know the suspended route any more");
            session.continuity().refused();
        } else if (!session.isRegistered() && text.contains(NO_DEDICATED_ROUTE)) {
            // nats-server tries this with every peer and goes on without
            session.log().debug("Route Error " + text);
        } else {
            session.log().error("Route Error " + text);
        }
        session.close(CloseReason.PARSE_ERROR);
    }

    private ProtocolException unexpected(String found) {
        String expected = connectAwaited ? "CONNECT" : session.isRegistered() ? "no second one" : "INFO";
        return new ProtocolException(ProtocolError.UNKNOWN_OPERATION, -1, "expected " + expected + ", got " + found);
    }
}
