package org.pleach.clustering;

import org.pleach.broker.Account;
import org.pleach.broker.Message;
import org.pleach.broker.Outbox;
import org.pleach.broker.QueueGroups;
import org.pleach.broker.RemoteReceiver;
import org.pleach.broker.Turn;

/**
 * A peer as a receiver: puts RMSG or HMSG before each message. Called from any event loop; keeps nothing per message.
 */
final class RouteReceiver implements RemoteReceiver {

    private final Outbox outbox;
    private volatile boolean headers = true;

    RouteReceiver(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Whether the peer understands headers; else they are left out. */
    void headers(boolean understood) {
        headers = understood;
    }

    @Override
    public Kind kind() {
        return Kind.ROUTE;
    }

    @Override
    public boolean deliver(Turn turn, Account account, Message message, QueueGroups groups) {
        if (message.headersLength() > 0 && !headers) {
            return sendWithoutHeaders(turn, account, message, groups);
        }
        return send(turn, account, message, groups);
    }

    private boolean send(Turn turn, Account account, Message message, QueueGroups groups) {
        byte[] head = turn.scratch(RouteHead.bound(account, message, groups));
        return outbox.send(turn, head, 0, RouteHead.put(head, account, message, groups), message);
    }

    private boolean sendWithoutHeaders(Turn turn, Account account, Message message, QueueGroups groups) {
        int index = message.bodyIndex();
        int headersLength = message.headersLength();
        int length = message.bodyLength();
        message.body(message.body(), index + headersLength, -1, length - headersLength);
        boolean sent = send(turn, account, message, groups);
        message.body(message.body(), index, headersLength, length);
        return sent;
    }
}
