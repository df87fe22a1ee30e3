package org.pleach.clustering;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pleach.broker.Account;
import org.pleach.broker.RemoteReceiver;
import org.pleach.broker.Subscription;
import org.pleach.routing.Subjects;

/** What a peer has told with RS+ and not taken back with RS-. For one event loop, but for {@link #size}. */
final class RemoteInterest {

    private record Entry(Account account, Subscription subscription) { }

    private final RemoteReceiver receiver;
    private final Map<String, Entry> entries = new HashMap<>();
    private volatile int size;

    RemoteInterest(RemoteReceiver receiver) {
        this.receiver = receiver;
    }

    /**
     * RS+; told again with another weight it replaces the first.
     *
     * @return false if the subject is not valid
     */
    boolean add(Account account, ByteBuf line, int subjectIndex, int subjectLength, int queueIndex, int queueLength,
            int weight) {
        byte[] subject = ByteBufUtil.getBytes(line, subjectIndex, subjectLength);
        byte[] queue = queueLength == 0 ? null : ByteBufUtil.getBytes(line, queueIndex, queueLength);
        if (!Subjects.isValid(subject)) {
            return false;
        }
        String key = key(account, subject, queue);
        Entry before = entries.get(key);
        if (before != null && before.subscription().weight() == Math.max(1, weight)) {
            return true;
        }
        Subscription subscription = Subscription.remote(receiver, subject, queue, Math.max(1, weight));
        account.subscribe(subscription);
        if (before != null) {
            account.unsubscribe(before.subscription());
        }
        entries.put(key, new Entry(account, subscription));
        size = entries.size();
        return true;
    }

    /** RS-. */
    void remove(Account account, ByteBuf line, int subjectIndex, int subjectLength, int queueIndex, int queueLength) {
        Entry entry = entries.remove(key(account, ByteBufUtil.getBytes(line, subjectIndex, subjectLength),
                queueLength == 0 ? null : ByteBufUtil.getBytes(line, queueIndex, queueLength)));
        if (entry != null) {
            account.unsubscribe(entry.subscription());
        }
        size = entries.size();
    }

    /** The peer is gone. */
    void removeAll() {
        Map<Account, List<Subscription>> gone = new HashMap<>();
        for (Entry entry : entries.values()) {
            gone.computeIfAbsent(entry.account(), a -> new ArrayList<>()).add(entry.subscription());
        }
        gone.forEach(Account::unsubscribeAll);
        entries.clear();
        size = 0;
    }

    /** How much there is; any thread. */
    int size() {
        return size;
    }

    private static String key(Account account, byte[] subject, byte[] queue) {
        String name = account.name() + ' ' + new String(subject, StandardCharsets.ISO_8859_1);
        return queue == null ? name : name + ' ' + new String(queue, StandardCharsets.ISO_8859_1);
    }
}
