package org.pleach.broker.delivery;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.pleach.broker.Account;
import org.pleach.broker.LocalReceiver;
import org.pleach.broker.Message;
import org.pleach.broker.Subscription;
import org.pleach.broker.Turn;
import org.pleach.broker.loop.Loop;

/** Publishes what the server itself has to say, in the order given. Any thread; delivers on one event loop. */
public final class InternalPublisher implements LocalReceiver {

    private final Loop loop;
    private final ConnectionPublisher publisher;

    /** On {@code loop}. */
    public InternalPublisher(Loop loop) {
        this.loop = loop;
        this.publisher = new ConnectionPublisher(loop, this);
    }

    /** See {@link org.pleach.broker.Broker#publish}. */
    public void publish(Account account, String subject, byte[] payload) {
        publish(account, subject, null, payload);
    }

    /**
     * The same for somebody who is to answer.
     *
     * @param reply where to, or null
     */
    public void publish(Account account, String subject, String reply, byte[] payload) {
        if (!loop.eventLoop().isShuttingDown()) {
            loop.eventLoop().execute(() -> deliver(account, subject.getBytes(StandardCharsets.UTF_8),
                    reply == null ? null : reply.getBytes(StandardCharsets.UTF_8), payload));
        }
    }

    private void deliver(Account account, byte[] subject, byte[] reply, byte[] payload) {
        loop.emptyInbox();
        publisher.message().names(subject, reply);
        publisher.message().body(Unpooled.wrappedBuffer(payload), 0, -1, payload.length);
        publisher.publish(account);
        publisher.message().clear();
    }

    @Override
    public Kind kind() {
        return Kind.INTERNAL;
    }

    @Override
    public boolean deliver(Turn turn, Message message, Subscription subscription) {
        return false;
    }
}
