package org.pleach.broker;

/**
 * Learns what local receivers (all but routes) of an account want. For routes, which tell other servers.
 *
 * <p><b>Guarantees.</b> When a listener is added it first gets everything there is (with {@code before} 0), then every change,
 * in order and without a gap; calls of one account never overlap. They come from whatever thread subscribes, before
 * {@link Account#subscribe} returns, with the account locked: do not block, and do not subscribe or publish from there.
 * What a listener sends with {@link Outbox#send(byte[], int, int)} arrives before any message that is published
 * after the change.
 */
@FunctionalInterface
public interface InterestListener {

    /**
     * @param subject the subject, wildcards included; not to be changed
     * @param queue   the queue group or null
     * @param before  local subscriptions with this subject and queue before the change
     * @param now     and after it
     */
    void changed(Account account, byte[] subject, byte[] queue, int before, int now);
}
