package org.pleach.monitoring.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.pleach.broker.Account;
import org.pleach.broker.Broker;
import org.pleach.broker.LocalReceiver;
import org.pleach.broker.Message;
import org.pleach.broker.Subscription;
import org.pleach.broker.Turn;
import org.pleach.counters.Counters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests from the system account, wherever they were published, and has them answered by a worker. */
final class Requests implements LocalReceiver {

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
    private static final byte[] NO_SID = {};

    private final Broker broker;
    private final Account system;
    private final Answers answers;
    private final Executor worker;
    private final Counters<SystemCounter> counters;
    private final List<Subscription> subscriptions;

    Requests(Broker broker, Account system, Topics topics, Answers answers, Executor worker,
            Counters<SystemCounter> counters) {
        this.broker = broker;
        this.system = system;
        this.answers = answers;
        this.worker = worker;
        this.counters = counters;
        this.subscriptions = topics.subjects().stream().map(subject ->
                Subscription.local(this, subject.getBytes(StandardCharsets.UTF_8), null, NO_SID)).toList();
    }

    void begin() {
        subscriptions.forEach(system::subscribe);
    }

    void end() {
        system.unsubscribeAll(subscriptions);
    }

    @Override
    public Kind kind() {
        return Kind.INTERNAL;
    }

    @Override
    public boolean deliver(Turn turn, Message message, Subscription subscription) {
        if (message.replyLength() == 0) {
            return true;
        }
        String subject = new String(message.names(), 0, message.subjectLength(), StandardCharsets.UTF_8);
        String reply = new String(message.names(), message.subjectLength(), message.replyLength(), StandardCharsets.UTF_8);
        // What is longer is refused, so it is enough to know that it is.
        byte[] request = new byte[Math.min(message.bodyLength() - message.headersLength(), Answers.MAX_REQUEST)];
        message.body().getBytes(message.bodyIndex() + message.headersLength(), request);
        try {
            worker.execute(() -> answer(subject, reply, request));
            return true;
        } catch (RejectedExecutionException e) {
            counters.increment(SystemCounter.REQUESTS_DROPPED);
            return false;
        }
    }

    private void answer(String subject, String reply, byte[] request) {
        try {
            byte[] answer = answers.answer(subject, request);
            if (answer != null) {
                broker.publish(system, reply, answer);
            }
        } catch (IOException | RuntimeException e) {
            // A page asks services that may go while they are asked.
            counters.increment(SystemCounter.INTERNAL_ERRORS);
            LOG.error("Error answering a request to the system account on {}", subject, e);
        }
    }
}
