package org.pleach.routing;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.StampedLock;

/**
 * All subscriptions of one account: a trie by token, with {@code *} and {@code >} and queue groups.
 *
 * <p>Safe for any thread: changes take a lock, and so does {@link #match}; event loops ask through
 * {@link #newCache caches}, which need neither as long as they know the answer. A change is seen by every match and
 * every cache lookup that starts after the method that made it returned.
 *
 * @param <S> the subscribers, told apart by identity; one per subscription
 */
public final class Sublist<S> {

    private final StampedLock lock = new StampedLock();
    private final TrieNode root = new TrieNode(new byte[0], 0);
    private final ChangeLog changes = new ChangeLog();
    private volatile int size;

    /** Takes subscriptions. */
    @FunctionalInterface
    public interface Visitor<S> {
        /**
         * @param subject a copy
         * @param queue   the queue group's name, or null; not to be changed
         */
        void visit(byte[] subject, byte[] queue, S subscriber);
    }

    /**
     * Adds a subscription.
     *
     * @param subject valid as {@link Subjects#isValid(byte[])} says, else {@link IllegalArgumentException}; kept, so
     *                not to be changed afterwards
     * @param queue   the queue group's name, or null; kept
     * @return false if exactly this subscription is there already
     */
    public boolean insert(byte[] subject, byte[] queue, S subscriber) {
        if (!Subjects.isValid(subject)) {
            throw new IllegalArgumentException("expected a valid subject, got \"" + new String(subject) + '"');
        }
        long stamp = lock.writeLock();
        try {
            if (!add(nodeFor(subject), queue, subscriber)) {
                return false;
            }
            size++;
            changes.add(subject);
            return true;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * Removes a subscription.
     *
     * @return false if exactly this subscription is not there
     */
    public boolean remove(byte[] subject, byte[] queue, S subscriber) {
        long stamp = lock.writeLock();
        try {
            Deque<TrieNode> way = new ArrayDeque<>(8);
            TrieNode node = find(subject, way);
            if (node == null || !take(node, queue, subscriber)) {
                return false;
            }
            prune(node, way);
            size--;
            changes.add(subject.clone());
            return true;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** How many subscriptions there are. */
    public int size() {
        return size;
    }

    /** How many changes there have been. */
    public long changes() {
        return changes.last();
    }

    /** The subscribers that want a literal subject; none if it has an empty token. Takes the lock and makes objects. */
    public Match<S> match(byte[] subject, int offset, int length) {
        if (size == 0 || !Subjects.hasNoEmptyToken(subject, offset, length)) {
            return Match.empty();
        }
        MatchCollector found = new MatchCollector();
        long stamp = lock.readLock();
        try {
            collect(root, subject, offset, offset + length, found);
        } finally {
            lock.unlockRead(stamp);
        }
        return found.result();
    }

    /** {@link #match(byte[], int, int)} of a whole array. */
    public Match<S> match(byte[] subject) {
        return match(subject, 0, subject.length);
    }

    /**
     * A cache of matches for the use of one thread.
     *
     * @param maxEntries how many subjects to remember at most; rounded up to a power of two
     */
    public MatchCache<S> newCache(int maxEntries) {
        return new MatchCache<>(this, changes, maxEntries);
    }

    /** Shows every subscription to {@code visitor}, in no order, while changes wait: the visitor must be quick. */
    public void forEach(Visitor<S> visitor) {
        long stamp = lock.readLock();
        try {
            visit(root, new byte[0], visitor);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    private TrieNode nodeFor(byte[] subject) {
        TrieNode node = root;
        for (int from = 0; from <= subject.length; ) {
            int to = Subjects.tokenEnd(subject, from, subject.length);
            node = childFor(node, subject, from, to);
            from = to + 1;
        }
        return node;
    }

    private static TrieNode childFor(TrieNode node, byte[] subject, int from, int to) {
        TrieNode child = child(node, subject, from, to);
        if (child != null) {
            return child;
        }
        byte[] token = Arrays.copyOfRange(subject, from, to);
        TrieNode made = new TrieNode(token, KeyHash.of(token, 0, token.length));
        if (Subjects.isToken(subject, from, to, '*')) {
            node.star = made;
        } else if (Subjects.isToken(subject, from, to, '>')) {
            node.tail = made;
        } else {
            node.addChild(made);
        }
        return made;
    }

    private static TrieNode child(TrieNode node, byte[] subject, int from, int to) {
        if (Subjects.isToken(subject, from, to, '*')) {
            return node.star;
        }
        if (Subjects.isToken(subject, from, to, '>')) {
            return node.tail;
        }
        return node.child(subject, from, to, KeyHash.of(subject, from, to - from));
    }

    private TrieNode find(byte[] subject, Deque<TrieNode> way) {
        TrieNode node = root;
        for (int from = 0; from <= subject.length && node != null; ) {
            int to = Subjects.tokenEnd(subject, from, subject.length);
            way.push(node);
            node = child(node, subject, from, to);
            from = to + 1;
        }
        return node;
    }

    private static void prune(TrieNode from, Deque<TrieNode> way) {
        TrieNode node = from;
        while (node.isUseless() && !way.isEmpty()) {
            TrieNode parent = way.pop();
            if (parent.star == node) {
                parent.star = null;
            } else if (parent.tail == node) {
                parent.tail = null;
            } else {
                parent.removeChild(node);
            }
            node = parent;
        }
    }

    private static boolean add(TrieNode node, byte[] queue, Object subscriber) {
        if (queue == null) {
            Object members = Members.with(node.plain, subscriber);
            if (members != null) {
                node.plain = members;
            }
            return members != null;
        }
        TrieNode.QueueMembers group = node.queue(queue);
        if (group == null) {
            group = new TrieNode.QueueMembers(queue, node.queues);
            node.queues = group;
        }
        Object members = Members.with(group.members, subscriber);
        if (members != null) {
            group.members = members;
        }
        return members != null;
    }

    private static boolean take(TrieNode node, byte[] queue, Object subscriber) {
        if (queue == null) {
            boolean there = Members.contains(node.plain, subscriber);
            if (there) {
                node.plain = Members.without(node.plain, subscriber);
            }
            return there;
        }
        TrieNode.QueueMembers group = node.queue(queue);
        if (group == null || !Members.contains(group.members, subscriber)) {
            return false;
        }
        group.members = Members.without(group.members, subscriber);
        if (group.members == null) {
            node.removeQueue(group);
        }
        return true;
    }

    private static void collect(TrieNode from, byte[] subject, int offset, int end, MatchCollector found) {
        TrieNode node = from;
        int at = offset;
        while (true) {
            int to = Subjects.tokenEnd(subject, at, end);
            if (node.tail != null) {
                found.add(node.tail);
            }
            if (node.star != null) {
                if (to == end) {
                    found.add(node.star);
                } else {
                    collect(node.star, subject, to + 1, end, found);
                }
            }
            node = node.child(subject, at, to, KeyHash.of(subject, at, to - at));
            if (node == null) {
                return;
            }
            if (to == end) {
                found.add(node);
                return;
            }
            at = to + 1;
        }
    }

    @SuppressWarnings("unchecked") // only S are put in
    private void visit(TrieNode node, byte[] subject, Visitor<S> visitor) {
        Object[] members = new Object[Members.count(node.plain)];
        Members.copyTo(node.plain, members, 0);
        for (Object member : members) {
            visitor.visit(subject, null, (S) member);
        }
        for (TrieNode.QueueMembers group = node.queues; group != null; group = group.next) {
            members = new Object[Members.count(group.members)];
            Members.copyTo(group.members, members, 0);
            for (Object member : members) {
                visitor.visit(subject, group.name, (S) member);
            }
        }
        node.forEachChild(child -> visit(child, join(subject, child.token), visitor));
    }

    private static byte[] join(byte[] subject, byte[] token) {
        if (subject.length == 0) {
            return token;
        }
        byte[] joined = Arrays.copyOf(subject, subject.length + 1 + token.length);
        joined[subject.length] = '.';
        System.arraycopy(token, 0, joined, subject.length + 1, token.length);
        return joined;
    }
}
