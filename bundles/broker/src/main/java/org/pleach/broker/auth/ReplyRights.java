package org.pleach.broker.auth;

import java.util.Arrays;
import org.pleach.auth.Permissions.Responses;
import org.pleach.routing.KeyHash;

/**
 * The reply subjects that a connection may answer to because a request with them was delivered to it. Remembers a bounded
 * number, in sets of eight by hash; the oldest of a set makes room. Keys keep their arrays, so that in steady state no object
 * is made. Any thread.
 */
final class ReplyRights {

    private static final int WAYS = 8;
    private static final int FIRST_SETS = 8;
    private static final int MOST_SETS = 1024;

    private final int maxMessages;
    private final long expiresNanos;
    private byte[][] keys = new byte[FIRST_SETS * WAYS][];
    private int[] lengths = new int[FIRST_SETS * WAYS]; // 0: free
    private long[] since = new long[FIRST_SETS * WAYS];
    private int[] used = new int[FIRST_SETS * WAYS];

    ReplyRights(Responses responses) {
        maxMessages = responses.maxMessages();
        expiresNanos = responses.expires().isNegative() || responses.expires().isZero() ? Long.MAX_VALUE
                : responses.expires().toNanos();
    }

    /** A request with this reply subject was delivered. */
    synchronized void grant(byte[] names, int offset, int length, long now) {
        int at = find(names, offset, length);
        if (at < 0) {
            at = room(names, offset, length, now);
            if (keys[at] == null || keys[at].length < length) {
                keys[at] = new byte[Math.max(length, 64)];
            }
            System.arraycopy(names, offset, keys[at], 0, length);
            lengths[at] = length;
        }
        since[at] = now;
        used[at] = 0;
    }

    /** Whether an answer may go to this subject; counts it. */
    synchronized boolean use(byte[] names, int length, long now) {
        int at = find(names, 0, length);
        if (at < 0) {
            return false;
        }
        used[at]++;
        if (maxMessages > 0 && used[at] > maxMessages || now - since[at] > expiresNanos) {
            lengths[at] = 0;
            return false;
        }
        return true;
    }

    private int firstOfSet(byte[] names, int offset, int length) {
        return KeyHash.of(names, offset, length) * WAYS & lengths.length - 1;
    }

    private int find(byte[] names, int offset, int length) {
        int set = firstOfSet(names, offset, length);
        for (int i = set; i < set + WAYS; i++) {
            if (lengths[i] == length && Arrays.equals(keys[i], 0, length, names, offset, offset + length)) {
                return i;
            }
        }
        return -1;
    }

    private int room(byte[] names, int offset, int length, long now) {
        int set = firstOfSet(names, offset, length);
        int oldest = set;
        for (int i = set; i < set + WAYS; i++) {
            if (lengths[i] == 0 || now - since[i] > expiresNanos) {
                return i;
            }
            if (since[i] - since[oldest] < 0) {
                oldest = i;
            }
        }
        if (lengths.length < MOST_SETS * WAYS) {
            grow();
            return room(names, offset, length, now);
        }
        return oldest;
    }

    private void grow() {
        byte[][] oldKeys = keys;
        int[] oldLengths = lengths;
        long[] oldSince = since;
        int[] oldUsed = used;
        int size = oldLengths.length * 2;
        keys = new byte[size][];
        lengths = new int[size];
        since = new long[size];
        used = new int[size];
        for (int i = 0; i < oldLengths.length; i++) {
            if (oldLengths[i] > 0) {
                int set = firstOfSet(oldKeys[i], 0, oldLengths[i]);
                while (lengths[set] > 0) {
                    set++;
                }
                keys[set] = oldKeys[i];
                lengths[set] = oldLengths[i];
                since[set] = oldSince[i];
                used[set] = oldUsed[i];
            }
        }
    }
}
