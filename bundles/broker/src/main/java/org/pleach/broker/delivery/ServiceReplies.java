package org.pleach.broker.delivery;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.pleach.broker.AccountOptions.Export;
import org.pleach.broker.AccountOptions.Responses;
import org.pleach.broker.LocalReceiver;
import org.pleach.broker.Message;
import org.pleach.broker.Subscription;
import org.pleach.broker.Turn;

/**
 * The answers an account's services owe to other accounts. A request gets a reply subject of its own, as nats-server makes
 * them: {@code _R_.} and six characters for this server, and more for the request. Bounded: the oldest is forgotten. Any
 * thread.
 */
final class ServiceReplies implements LocalReceiver {

    private static final int MOST = 64 * 1024;
    private static final char[] DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();
    private static final int LENGTH = 14;
    private static final byte[] NO_SID = {};

    private record Owed(SubjectSpace to, byte[] reply, Export export, long until) { }

    private final SubjectSpace account;
    private final NestedPublishers nested;
    private final LongSupplier nanoTime;
    private final SecureRandom random = new SecureRandom();
    private final String prefix;
    private final Map<String, Owed> owed = new LinkedHashMap<>();
    private boolean subscribed;

    ServiceReplies(SubjectSpace account, NestedPublishers nested, LongSupplier nanoTime) {
        this.account = account;
        this.nested = nested;
        this.nanoTime = nanoTime;
        this.prefix = "_R_." + random(6) + '.';
    }

    private String random(int length) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = DIGITS[random.nextInt(DIGITS.length)];
        }
        return new String(text);
    }

    /** A reply subject whose messages go to {@code reply} in the account {@code to}. */
    byte[] expect(SubjectSpace to, byte[] reply, Export export) {
        String subject;
        boolean first;
        synchronized (this) {
            first = !subscribed;
            subscribed = true;
            long now = nanoTime.getAsLong();
            dropOldest(now);
            subject = prefix + random(LENGTH);
            owed.put(subject, new Owed(to, reply, export, now + export.threshold().toNanos()));
        }
        if (first) {
            account.subscribe(Subscription.local(this, bytes(prefix + '>'), null, NO_SID));
        }
        return bytes(subject);
    }

    private void dropOldest(long now) {
        Iterator<Owed> oldest = owed.values().iterator();
        while (oldest.hasNext() && (oldest.next().until - now < 0 || owed.size() >= MOST)) {
            oldest.remove();
        }
    }

    /** Nobody will answer. */
    synchronized void forget(byte[] subject) {
        owed.remove(new String(subject, StandardCharsets.UTF_8));
    }

    /** Answers that may come. */
    synchronized int count() {
        return owed.size();
    }

    @Override
    public Kind kind() {
        return Kind.INTERNAL;
    }

    @Override
    public boolean deliver(Turn turn, Message message, Subscription subscription) {
        String subject = new String(message.names(), 0, message.subjectLength(), StandardCharsets.UTF_8);
        Owed answer;
        synchronized (this) {
            answer = owed.get(subject);
            if (answer == null) {
                return false;
            }
            boolean last = answer.export.responses() == Responses.SINGLETON
                    || message.bodyLength() == message.headersLength();
            if (last || answer.until - nanoTime.getAsLong() < 0) {
                owed.remove(subject);
            }
        }
        if (message.replyLength() == 0) {
            return nested.publish(turn, answer.to, message, answer.reply, null) > 0;
        }
        // Whoever answers wants an answer: it finds its way back in the same manner.
        byte[] reply = Arrays.copyOfRange(message.names(), message.subjectLength(),
                message.subjectLength() + message.replyLength());
        byte[] wayBack = answer.to.replies().expect(account, reply, answer.export);
        boolean delivered = nested.publish(turn, answer.to, message, answer.reply, wayBack) > 0;
        if (!delivered) {
            answer.to.replies().forget(wayBack);
        }
        return delivered;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
