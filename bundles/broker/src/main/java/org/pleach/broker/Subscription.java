package org.pleach.broker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One wish for messages: a subject, perhaps a queue group, and who wants them. Has identity: the same instance that was
 * given to {@link Account#subscribe} is given to {@link Account#unsubscribe}.
 *
 * <p>Everything but the delivery count and its limit is immutable; those may be used from any thread.
 */
public final class Subscription {

    private static final VarHandle DELIVERED;

    static {
        try {
            DELIVERED = MethodHandles.lookup().findVarHandle(Subscription.class, "delivered", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final LocalReceiver local;
    private final RemoteReceiver remote;
    private final byte[] subject;
    private final byte[] queue;
    private final byte[] sid;
    private final int weight;
    private volatile long limit;
    private long delivered;

    private Subscription(LocalReceiver local, RemoteReceiver remote, byte[] subject, byte[] queue, byte[] sid,
                         int weight) {
        this.local = local;
        this.remote = remote;
        this.subject = Objects.requireNonNull(subject, "subject");
        this.queue = queue;
        this.sid = sid;
        this.weight = weight;
    }

    /**
     * A client's subscription. The arrays are kept, not copied.
     *
     * @param queue the queue group, or null
     * @param sid   the client's own number for it, as it sent it
     */
    public static Subscription local(LocalReceiver receiver, byte[] subject, byte[] queue, byte[] sid) {
        return new Subscription(Objects.requireNonNull(receiver, "receiver"), null, subject, queue,
                Objects.requireNonNull(sid, "sid"), 1);
    }

    /**
     * Another node's interest. The arrays are kept, not copied.
     *
     * @param queue  the queue group, or null
     * @param weight members of the group at that node, at least 1; 1 without a group
     */
    public static Subscription remote(RemoteReceiver receiver, byte[] subject, byte[] queue, int weight) {
        if (weight < 1) {
            throw new IllegalArgumentException("weight: expected at least 1, got " + weight);
        }
        return new Subscription(null, Objects.requireNonNull(receiver, "receiver"), subject, queue, null, weight);
    }

    /** Who gets the messages. */
    public Receiver receiver() {
        return local != null ? local : remote;
    }

    /** Who gets the messages if it is somebody in this process, else null. */
    public LocalReceiver local() {
        return local;
    }

    /** Who gets the messages if it is another node, else null. */
    public RemoteReceiver remote() {
        return remote;
    }

    /** The subject, wildcards included. Not to be changed. */
    public byte[] subject() {
        return subject;
    }

    /** The queue group or null. Not to be changed. */
    public byte[] queue() {
        return queue;
    }

    /** The client's number for it, or null on a remote one. Not to be changed. */
    public byte[] sid() {
        return sid;
    }

    /** How many members stand behind it: 1, or more for a queue group at another node. */
    public int weight() {
        return weight;
    }

    /** Messages delivered so far. */
    public long delivered() {
        return (long) DELIVERED.getOpaque(this);
    }

    /** The number of messages after which it ends by itself; 0 for never. */
    public long limit() {
        return limit;
    }

    /** Lets it end by itself once {@code limit} messages in all were delivered; 0 for never. */
    public void limit(long limit) {
        this.limit = limit;
    }

    /** Counts a delivery and returns how many there were with it. */
    public long countDelivery() {
        return (long) DELIVERED.getAndAdd(this, 1L) + 1;
    }

    /** Counts a delivery where only one event loop delivers: cheaper, and lost when others do. */
    public long countDeliveryOnOnlyLoop() {
        long count = delivered + 1;
        DELIVERED.setOpaque(this, count);
        return count;
    }

    @Override
    public String toString() {
        return new String(subject, StandardCharsets.UTF_8)
                + (queue == null ? "" : " " + new String(queue, StandardCharsets.UTF_8));
    }
}
