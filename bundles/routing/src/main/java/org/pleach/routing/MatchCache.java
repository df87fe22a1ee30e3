package org.pleach.routing;

import java.util.Arrays;

/**
 * Remembers the matches of recently used subjects, for one thread. A hit takes no lock and makes no object.
 *
 * <p>Entries live in sets of four. A hash names two sets, and an entry goes to the one with more room; where both are full
 * the oldest makes room. (With one set to choose, a half full table loses an eighth of its subjects to sets that happen to
 * be asked for more than four.) The table doubles up to its greatest size as it fills. Before every lookup the changes made to the {@link Sublist} since the last one are
 * read, and exactly the entries they touch are dropped.
 *
 * @param <S> the subscribers
 */
public final class MatchCache<S> {

    private static final int WAYS = 4;
    private static final int FIRST_ENTRIES = 64;

    private final Sublist<S> sublist;
    private final ChangeLog changes;
    private final int maxEntries;

    private int[] hashes;
    private int[] firstTokens; // hash of each key's first token
    private byte[][] keys;     // null: free
    private Match<S>[] matches;
    private int entries;
    private long seen;
    private long hits;
    private long misses;

    MatchCache(Sublist<S> sublist, ChangeLog changes, int maxEntries) {
        if (maxEntries < 1) {
            throw new IllegalArgumentException("expected at least one entry, got " + maxEntries);
        }
        this.sublist = sublist;
        this.changes = changes;
        this.maxEntries = Math.max(WAYS, 1 << 32 - Integer.numberOfLeadingZeros(maxEntries - 1));
        this.seen = changes.last();
        resize(Math.min(this.maxEntries, FIRST_ENTRIES));
    }

    /** The subscribers that want a literal subject. The array is not kept. */
    public Match<S> match(byte[] subject, int offset, int length) {
        long last = changes.last();
        if (last != seen) {
            catchUp(last);
        }
        int hash = KeyHash.of(subject, offset, length);
        int at = find(firstSet(hash), hash, subject, offset, length);
        if (at < 0) {
            at = find(secondSet(hash), hash, subject, offset, length);
        }
        if (at >= 0) {
            hits++;
            return matches[at];
        }
        misses++;
        Match<S> match = sublist.match(subject, offset, length);
        put(hash, Arrays.copyOfRange(subject, offset, offset + length), match);
        return match;
    }

    /** How many lookups were answered from the cache. */
    public long hits() {
        return hits;
    }

    /** How many were not. */
    public long misses() {
        return misses;
    }

    /** How many subjects are remembered now. */
    public int size() {
        return entries;
    }

    private int firstSet(int hash) {
        return hash * WAYS & hashes.length - 1;
    }

    private int secondSet(int hash) {
        return Integer.rotateLeft(hash * 0x9E3779B1, 15) * WAYS & hashes.length - 1;
    }

    /** Where in the set the subject is, or -1. */
    private int find(int set, int hash, byte[] subject, int offset, int length) {
        for (int i = set; i < set + WAYS; i++) {
            if (hashes[i] == hash && keys[i] != null
                    && Arrays.equals(keys[i], 0, keys[i].length, subject, offset, offset + length)) {
                return i;
            }
        }
        return -1;
    }

    private void put(int hash, byte[] key, Match<S> match) {
        if (entries > hashes.length >> 1 && hashes.length < maxEntries) {
            grow();
        }
        place(hash, KeyHash.of(key, 0, Subjects.tokenEnd(key, 0, key.length)), key, match);
    }

    /** Puts an entry first in a set of its two; the others move back, and the last one out. */
    private void place(int hash, int firstToken, byte[] key, Match<S> match) {
        int set = firstSet(hash);
        int free = firstFree(set);
        int otherSet = secondSet(hash);
        int otherFree = firstFree(otherSet);
        if (otherFree - otherSet < free - set) {
            set = otherSet;
            free = otherFree;
        } else if (free == set + WAYS) {
            free--;
        }
        if (keys[free] == null) {
            entries++;
        }
        for (int i = free; i > set; i--) {
            hashes[i] = hashes[i - 1];
            firstTokens[i] = firstTokens[i - 1];
            keys[i] = keys[i - 1];
            matches[i] = matches[i - 1];
        }
        hashes[set] = hash;
        firstTokens[set] = firstToken;
        keys[set] = key;
        matches[set] = match;
    }

    /** The first free place of the set, or the index behind it. */
    private int firstFree(int set) {
        int free = set;
        while (free < set + WAYS && keys[free] != null) {
            free++;
        }
        return free;
    }

    private void grow() {
        int[] oldHashes = hashes;
        int[] oldFirstTokens = firstTokens;
        byte[][] oldKeys = keys;
        Match<S>[] oldMatches = matches;
        resize(2 * oldHashes.length);
        for (int i = oldHashes.length - 1; i >= 0; i--) {
            if (oldKeys[i] != null) {
                place(oldHashes[i], oldFirstTokens[i], oldKeys[i], oldMatches[i]);
            }
        }
    }

    @SuppressWarnings("unchecked") // an array of a generic type cannot be made otherwise
    private void resize(int size) {
        hashes = new int[size];
        firstTokens = new int[size];
        keys = new byte[size][];
        matches = new Match[size];
        entries = 0;
    }

    private void catchUp(long last) {
        if (entries > 0) {
            if (last - seen >= ChangeLog.KEPT) {
                clear();
            } else {
                replay(last);
            }
        }
        seen = last;
    }

    private void replay(long last) {
        for (long number = seen + 1; number <= last; number++) {
            ChangeLog.Change change = changes.get(number);
            if (change == null) {
                clear();
                return;
            }
            if (change.literal()) {
                drop(change.subject());
            } else {
                dropMatching(change.subject());
            }
        }
    }

    private void clear() {
        Arrays.fill(keys, null);
        Arrays.fill(matches, null);
        entries = 0;
    }

    private void drop(byte[] subject) {
        int hash = KeyHash.of(subject, 0, subject.length);
        int at = find(firstSet(hash), hash, subject, 0, subject.length);
        if (at < 0) {
            at = find(secondSet(hash), hash, subject, 0, subject.length);
        }
        if (at >= 0) {
            free(at);
        }
    }

    private void dropMatching(byte[] pattern) {
        int to = Subjects.tokenEnd(pattern, 0, pattern.length);
        boolean any = Subjects.isToken(pattern, 0, to, '*') || Subjects.isToken(pattern, 0, to, '>');
        int first = KeyHash.of(pattern, 0, to);
        for (int i = 0; i < keys.length; i++) {
            if ((any || firstTokens[i] == first) && keys[i] != null && Subjects.matches(pattern, keys[i])) {
                free(i);
            }
        }
    }

    private void free(int i) {
        keys[i] = null;
        matches[i] = null;
        entries--;
    }
}
