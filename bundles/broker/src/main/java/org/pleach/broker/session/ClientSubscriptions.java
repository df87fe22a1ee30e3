package org.pleach.broker.session;

import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pleach.broker.Account;
import org.pleach.broker.Subscription;

/** A client's subscriptions by the numbers it gave them. Belongs to the client's event loop, but for {@link #count}. */
final class ClientSubscriptions {

    private static final int LEAVE_IN_A_TURN = 1000;

    private final Map<String, Subscription> bySid = new HashMap<>();
    private volatile int count;

    /** The subscription of that number, or null. */
    Subscription get(byte[] sid) {
        return bySid.get(key(sid));
    }

    void add(Subscription subscription) {
        bySid.put(key(subscription.sid()), subscription);
        count = bySid.size();
    }

    boolean remove(Subscription subscription) {
        boolean removed = bySid.remove(key(subscription.sid()), subscription);
        count = bySid.size();
        return removed;
    }

    /** Takes them all out of the account, at once. */
    void leave(Account account) {
        account.unsubscribeAll(takeAll());
    }

    /** Takes them all out of the account, some in each turn: there may be a million, and others want to be served. */
    void leaveInTurns(Account account, EventLoop eventLoop) {
        leaveInTurns(account, eventLoop, takeAll());
    }

    private static void leaveInTurns(Account account, EventLoop eventLoop, List<Subscription> all) {
        int left = Math.max(0, all.size() - LEAVE_IN_A_TURN);
        List<Subscription> some = all.subList(left, all.size());
        account.unsubscribeAll(some);
        some.clear();
        if (left > 0) {
            eventLoop.execute(() -> leaveInTurns(account, eventLoop, all));
        }
    }

    /** All of them. */
    List<Subscription> all() {
        return new ArrayList<>(bySid.values());
    }

    private List<Subscription> takeAll() {
        List<Subscription> all = new ArrayList<>(bySid.values());
        bySid.clear();
        count = 0;
        return all;
    }

    /** How many there are. Any thread. */
    int count() {
        return count;
    }

    private static String key(byte[] sid) {
        return new String(sid, StandardCharsets.ISO_8859_1);
    }
}
