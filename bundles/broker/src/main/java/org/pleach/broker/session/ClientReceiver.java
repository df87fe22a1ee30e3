package org.pleach.broker.session;

import org.pleach.broker.LocalReceiver;
import org.pleach.broker.Message;
import org.pleach.broker.Outbox;
import org.pleach.broker.Subscription;
import org.pleach.broker.Turn;
import org.pleach.broker.auth.ConnectionRights;
import org.pleach.broker.loop.Loop;

/** A client as a receiver: puts MSG or HMSG before each message, and counts for UNSUB with a maximum. */
final class ClientReceiver implements LocalReceiver {

    private final ClientSession session;
    private final Outbox outbox;
    private final boolean onlyLoop;
    private volatile boolean headers;
    private volatile ConnectionRights rights;
    private ProtocolTrace trace;

    ClientReceiver(ClientSession session, Outbox outbox, Loop loop) {
        this.session = session;
        this.outbox = outbox;
        this.onlyLoop = loop.isOnlyOne();
    }

    @Override
    public Kind kind() {
        return Kind.CLIENT;
    }

    /** Whether it understands headers; else they are left out. */
    void headers(boolean understood) {
        headers = understood;
    }

    /** What it may get, or null for everything. */
    void rights(ConnectionRights granted) {
        rights = granted;
    }

    void trace(ProtocolTrace with) {
        trace = with;
    }

    @Override
    public boolean deliver(Turn turn, Message message, Subscription subscription) {
        ConnectionRights limits = rights;
        if (limits != null && !limits.mayReceive(message.names(), message.subjectLength(), subscription.queue())) {
            return false;
        }
        long count = onlyLoop ? subscription.countDeliveryOnOnlyLoop() : subscription.countDelivery();
        long limit = subscription.limit();
        if (limit > 0 && count >= limit) {
            session.limitReached(subscription);
            if (count > limit) {
                return false;
            }
        }
        if (limits != null && message.replyLength() > 0) {
            limits.delivered(message.names(), message.subjectLength(), message.replyLength(), session.nanoTime());
        }
        if (message.headersLength() > 0 && !headers) {
            return sendWithoutHeaders(turn, message, subscription);
        }
        return send(turn, message, subscription);
    }

    private boolean send(Turn turn, Message message, Subscription subscription) {
        byte[] sid = subscription.sid();
        byte[] head = turn.scratch(MessageHead.bound(message, sid));
        int length = MessageHead.put(head, message, sid);
        if (trace != null) {
            trace.out(head, 0, length);
        }
        return outbox.send(turn, head, 0, length, message);
    }

    private boolean sendWithoutHeaders(Turn turn, Message message, Subscription subscription) {
        int index = message.bodyIndex();
        int headersLength = message.headersLength();
        int length = message.bodyLength();
        message.body(message.body(), index + headersLength, -1, length - headersLength);
        boolean sent = send(turn, message, subscription);
        message.body(message.body(), index, headersLength, length);
        return sent;
    }
}
