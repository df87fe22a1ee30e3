package org.pleach.broker.auth;

import org.pleach.auth.Permissions;

/**
 * What one connection may do, in the form in which it is asked for every message. Steady state makes no object. Belongs to
 * the connection's event loop, except where it says otherwise.
 */
public final class ConnectionRights {

    private final Permissions permissions;
    private final PublishRights publish;
    private final SubscribeRights subscribe;
    private final ReplyRights replies;
    private volatile boolean filtering;

    private ConnectionRights(Permissions permissions) {
        this.permissions = permissions;
        publish = permissions.publishAllow() == null && permissions.publishDeny().isEmpty() ? null
                : new PublishRights(permissions.publishAllow(), permissions.publishDeny());
        subscribe = new SubscribeRights(permissions.subscribeAllow(), permissions.subscribeDeny());
        replies = permissions.responses() == null ? null : new ReplyRights(permissions.responses());
    }

    /** Rights, or null if everything is allowed. */
    public static ConnectionRights of(Permissions permissions) {
        return permissions == null || permissions.equals(Permissions.ALL) ? null : new ConnectionRights(permissions);
    }

    /** What they were made of. */
    public Permissions permissions() {
        return permissions;
    }

    /**
     * Whether it may publish to the subject at the beginning of {@code names}; counts answers that are allowed as such.
     *
     * @param now {@code nanoTime}
     */
    public boolean mayPublish(byte[] names, int length, long now) {
        return publish == null || publish.allows(names, length) || replies != null && replies.use(names, length, now);
    }

    /**
     * Whether it may subscribe.
     *
     * @param queue the queue group or null
     */
    public boolean maySubscribe(byte[] subject, byte[] queue) {
        return subscribe.allows(subject, queue);
    }

    /** Prepares to filter what is delivered, if the subscription, which is allowed, is wider than what is denied. */
    public void subscribed(byte[] subject, byte[] queue) {
        if (!filtering && subscribe.mustFilter(subject, queue)) {
            filtering = true;
        }
    }

    /** Whether a message to the subject at the beginning of {@code names} may be delivered. Any thread. */
    public boolean mayReceive(byte[] names, int length, byte[] queue) {
        return !filtering || !subscribe.denies(names, length, queue);
    }

    /** Remembers that a request was delivered, so that it may be answered. Any thread. */
    public void delivered(byte[] names, int replyIndex, int replyLength, long now) {
        if (replies != null && replyLength > 0 && !publish.allowsSlowly(names, replyIndex, replyLength)) {
            replies.grant(names, replyIndex, replyLength, now);
        }
    }
}
