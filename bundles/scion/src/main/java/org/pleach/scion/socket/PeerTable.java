package org.pleach.scion.socket;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * The peers of one socket, by SCION address and by synthetic address. Bounded: when it is full, the one not heard for
 * longest makes room, of those nobody holds; strangers before those that once sent something authentic.
 *
 * <p>Changes on the event loop only; {@link #bySynthetic} and {@link #all} from any thread.
 */
final class PeerTable {

    private final int max;
    private final Consumer<Peer> evicted;
    private final ConcurrentMap<InetSocketAddress, Peer> bySynthetic = new ConcurrentHashMap<>();
    private final Recency strangers = new Recency();
    private final Recency acquaintances = new Recency();
    private Peer[] buckets = new Peer[64];
    private int size;

    /** @param evicted is told who made room */
    PeerTable(int max, Consumer<Peer> evicted) {
        this.max = max;
        this.evicted = evicted;
    }

    /** The peer with this address, or null. */
    Peer find(long isdAs, long high, long low, int port) {
        Peer peer = buckets[PeerKey.hash(isdAs, high, low, port) & buckets.length - 1];
        while (peer != null) {
            PeerKey key = peer.key;
            if (key.low() == low && key.port() == port && key.isdAs() == isdAs && key.high() == high) {
                return peer;
            }
            peer = peer.nextInBucket;
        }
        return null;
    }

    Peer bySynthetic(InetSocketAddress address) {
        return bySynthetic.get(address);
    }

    Collection<Peer> all() {
        return bySynthetic.values();
    }

    int size() {
        return size;
    }

    /** Makes room for one more; false if all are held. */
    boolean makeRoom() {
        if (size < max) {
            return true;
        }
        Peer victim = strangers.oldest != null ? strangers.oldest : acquaintances.oldest;
        if (victim == null) {
            return false;
        }
        remove(victim);
        evicted.accept(victim);
        return true;
    }

    void add(Peer peer) {
        if (size >= buckets.length) {
            grow();
        }
        insert(peer);
        size++;
        bySynthetic.put(peer.synthetic, peer);
        recency(peer).add(peer);
    }

    private void insert(Peer peer) {
        int at = bucket(peer.key);
        peer.nextInBucket = buckets[at];
        buckets[at] = peer;
    }

    private void grow() {
        Peer[] old = buckets;
        buckets = new Peer[old.length * 2];
        for (Peer chain : old) {
            while (chain != null) {
                Peer next = chain.nextInBucket;
                insert(chain);
                chain = next;
            }
        }
    }

    private int bucket(PeerKey key) {
        return PeerKey.hash(key.isdAs(), key.high(), key.low(), key.port()) & buckets.length - 1;
    }

    void remove(Peer peer) {
        unlink(peer);
        size--;
        bySynthetic.remove(peer.synthetic);
        if (peer.holds == 0) {
            recency(peer).remove(peer);
        }
    }

    private void unlink(Peer peer) {
        int at = bucket(peer.key);
        if (buckets[at] == peer) {
            buckets[at] = peer.nextInBucket;
            return;
        }
        for (Peer other = buckets[at]; other != null; other = other.nextInBucket) {
            if (other.nextInBucket == peer) {
                other.nextInBucket = peer.nextInBucket;
                return;
            }
        }
    }

    /** The peer was heard. */
    void touch(Peer peer, long now) {
        peer.lastHeard = now;
        if (peer.holds == 0) {
            Recency recency = recency(peer);
            if (recency.newest != peer) {
                recency.remove(peer);
                recency.add(peer);
            }
        }
    }

    /** A stranger becomes an acquaintance by {@code change}, which sets its paths. */
    void acquaint(Peer peer, Runnable change) {
        if (peer.holds == 0) {
            recency(peer).remove(peer);
        }
        change.run();
        if (peer.holds == 0) {
            recency(peer).add(peer);
        }
    }

    void hold(Peer peer) {
        if (peer.holds++ == 0) {
            recency(peer).remove(peer);
        }
    }

    /** Returns whether nobody holds it any longer. */
    boolean release(Peer peer) {
        if (peer.holds == 0 || --peer.holds > 0) {
            return false;
        }
        recency(peer).add(peer);
        return true;
    }

    /** Removes those that nobody holds and that were last heard before {@code time}. */
    void removeIdle(long time, Consumer<Peer> removed) {
        for (Recency recency : new Recency[] {strangers, acquaintances}) {
            while (recency.oldest != null && recency.oldest.lastHeard - time < 0) {
                Peer idle = recency.oldest;
                remove(idle);
                removed.accept(idle);
            }
        }
    }

    private Recency recency(Peer peer) {
        return peer.paths == null ? strangers : acquaintances;
    }

    /** A list through {@link Peer#older} and {@link Peer#newer}. */
    private static final class Recency {
        private Peer oldest;
        private Peer newest;

        void add(Peer peer) {
            peer.older = newest;
            peer.newer = null;
            if (newest == null) {
                oldest = peer;
            } else {
                newest.newer = peer;
            }
            newest = peer;
        }

        void remove(Peer peer) {
            if (peer.older == null) {
                oldest = peer.newer;
            } else {
                peer.older.newer = peer.newer;
            }
            if (peer.newer == null) {
                newest = peer.older;
            } else {
                peer.newer.older = peer.older;
            }
            peer.older = null;
            peer.newer = null;
        }
    }
}
