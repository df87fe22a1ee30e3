package org.pleach.broker.delivery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.pleach.broker.LocalReceiver;
import org.pleach.broker.Message;
import org.pleach.broker.Subscription;
import org.pleach.broker.Turn;
import org.pleach.broker.auth.PasswordWorkers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server itself says and hears in an account, with answers. Messages are handled one after the other by a worker;
 * what is longer than a token may be is cut. Any thread.
 */
public final class AccountMessages implements LocalReceiver, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AccountMessages.class);
    private static final int LONGEST = (1 << 20) + 1;
    private static final byte[] NO_SID = {};

    /** Handles a message; {@code reply} is null if no answer is wanted. */
    @FunctionalInterface
    public interface Handler {
        void handle(String subject, String reply, byte[] payload);
    }

    private final SubjectSpace account;
    private final InternalPublisher publisher;
    private final PasswordWorkers worker = new PasswordWorkers(1, "pleach-claims");
    private final Map<Subscription, Handler> handlers = new HashMap<>();
    private final Map<Subscription, Handler> direct = new HashMap<>();
    private final String inbox;

    /**
     * In {@code account}.
     *
     * @param server this one's id
     */
    public AccountMessages(SubjectSpace account, InternalPublisher publisher, String server) {
        this.inbox = "$SYS._INBOX." + server.substring(server.length() - 8) + '.';
        this.account = account;
        this.publisher = publisher;
    }

    /** The account's name. */
    public String account() {
        return account.name();
    }

    /**
     * Handles messages to a subject from now on.
     *
     * @param queue the queue group or null
     */
    public void on(String subject, String queue, Handler handler) {
        subscribe(subject, queue, handlers, handler);
    }

    /** The beginning of subjects for answers to what this server asks. */
    public String inbox() {
        return inbox;
    }

    /** Handles answers at once, on the event loop that they come from. */
    public void onAnswers(Handler handler) {
        subscribe(inbox + '*', null, direct, handler);
    }

    private void subscribe(String subject, String queue, Map<Subscription, Handler> to, Handler handler) {
        Subscription subscription = Subscription.local(this, subject.getBytes(StandardCharsets.UTF_8),
                queue == null ? null : queue.getBytes(StandardCharsets.UTF_8), NO_SID);
        synchronized (handlers) {
            to.put(subscription, handler);
        }
        account.subscribe(subscription);
    }

    /**
     * Publishes.
     *
     * @param reply where answers go, or null
     */
    public void send(String subject, String reply, byte[] payload) {
        publisher.publish(account, subject, reply, payload);
    }

    /** Other servers that have subscribed to it. */
    public int serversThatWant(String subject) {
        return account.nodesThatWant(subject);
    }

    @Override
    public Kind kind() {
        return Kind.INTERNAL;
    }

    @Override
    public boolean deliver(Turn turn, Message message, Subscription subscription) {
        Handler handler;
        Handler atOnce;
        synchronized (handlers) {
            handler = handlers.get(subscription);
            atOnce = direct.get(subscription);
        }
        String subject = new String(message.names(), 0, message.subjectLength(), StandardCharsets.UTF_8);
        String reply = message.replyLength() == 0 ? null
                : new String(message.names(), message.subjectLength(), message.replyLength(), StandardCharsets.UTF_8);
        if (handler == null && atOnce == null || reply != null && reply.startsWith(inbox)) {
            // What this server asks is for the others.
            return false;
        }
        byte[] payload = new byte[Math.min(message.bodyLength() - message.headersLength(), LONGEST)];
        message.body().getBytes(message.bodyIndex() + message.headersLength(), payload);
        if (atOnce != null) {
            handle(atOnce, subject, reply, payload);
            return true;
        }
        return !worker.submit(() -> {
            handle(handler, subject, reply, payload);
            return null;
        }).handle((nothing, failure) -> failure instanceof RejectedExecutionException).getNow(false);
    }

    private void handle(Handler handler, String subject, String reply, byte[] payload) {
        try {
            handler.handle(subject, reply, payload);
        } catch (RuntimeException e) {
            LOG.error("Error handling a message to account {} on {}", account.name(), subject, e);
        }
    }

    @Override
    public void close() {
        List<Subscription> all;
        synchronized (handlers) {
            all = new ArrayList<>(handlers.keySet());
            all.addAll(direct.keySet());
            handlers.clear();
            direct.clear();
        }
        account.unsubscribeAll(all);
        worker.close();
    }
}
