package org.pleach.scion.multipath;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the connections of one host tell each other about paths, so that a path that many use is probed as often as one
 * that a single one uses: whoever is due first asks, the others take the answer. In good weather only: once a probe is
 * lost, each asks for itself until one is answered.
 *
 * <p>Also the limit of all probes together. Any thread.
 */
public final class SharedProbes {

    private static final int MAX_PATHS = 4096;
    private static final long PER_SECOND = 1000;
    private static final long SECOND = 1_000_000_000L;
    private static final long LATER = 100_000_000L;

    private final Map<String, Last> paths = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Last> eldest) {
            return size() > MAX_PATHS;
        }
    };
    private final Limit limit = new Limit(PER_SECOND, SECOND);

    /** The last probe over one path. */
    private static final class Last {
        private Object by;
        private long sentAt;
        private long timeoutAt;
        private boolean open;
        private boolean lost;
        private long roundTrip;
    }

    enum Kind { SEND, WAIT, ANSWERED }

    /**
     * What to do about a probe that is due.
     *
     * @param kind      what
     * @param time      to wait: until when; answered: when that probe was sent
     * @param roundTrip answered: how long that took, nanoseconds
     */
    record Advice(Kind kind, long time, long roundTrip) {
        private static final Advice SEND = new Advice(Kind.SEND, 0, 0);
    }

    /**
     * A probe over a path that seems well is due; if the advice is to send it, others wait for its answer.
     *
     * @param by      who asks: for him his own last probe is no news
     * @param path    the path's fingerprint
     * @param maxAge  an answer to a probe that was sent longer ago is of no use
     * @param timeout when the probe would be given up
     */
    synchronized Advice due(Object by, String path, long maxAge, long timeout, long now) {
        Last last = paths.get(path);
        boolean others = last != null && last.by != by;
        if (others && last.open && now - last.timeoutAt < 0) {
            return new Advice(Kind.WAIT, last.timeoutAt, 0);
        }
        if (others && !last.open && !last.lost && now - last.sentAt < maxAge) {
            return new Advice(Kind.ANSWERED, last.sentAt, last.roundTrip);
        }
        if (!limit.takesAtLeisure(now)) {
            return new Advice(Kind.WAIT, now + LATER, 0);
        }
        if (last == null) {
            last = new Last();
            paths.put(path, last);
        }
        last.lost |= last.open;
        last.open = !last.lost;
        last.by = by;
        last.sentAt = now;
        last.timeoutAt = now + timeout;
        return Advice.SEND;
    }

    /** Whether a probe of its own may be sent now, over a path that does not seem well. */
    synchronized Advice dueAlone(long now) {
        return limit.takes(now) ? Advice.SEND : new Advice(Kind.WAIT, now + LATER, 0);
    }

    /** A probe was answered. */
    synchronized void answered(Object by, String path, long sentAt, long roundTrip) {
        Last last = paths.computeIfAbsent(path, key -> new Last());
        last.open = false;
        last.lost = false;
        last.by = by;
        last.sentAt = sentAt;
        last.roundTrip = roundTrip;
    }

    /** A probe was not answered in time. */
    synchronized void lost(String path) {
        Last last = paths.get(path);
        if (last != null) {
            last.open = false;
            last.lost = true;
        }
    }

    /** A bucket that fills evenly; half of it is kept for what is not done at leisure. */
    private static final class Limit {
        private final long capacity;
        private final long perToken;
        private long tokens;
        private long filledAt;
        private boolean started;

        Limit(long capacity, long period) {
            this.capacity = capacity;
            this.perToken = period / capacity;
            this.tokens = capacity;
        }

        boolean takesAtLeisure(long now) {
            fill(now);
            return tokens > capacity / 2 && takes(now);
        }

        boolean takes(long now) {
            fill(now);
            if (tokens == 0) {
                return false;
            }
            tokens--;
            return true;
        }

        private void fill(long now) {
            if (!started) {
                started = true;
                filledAt = now;
            }
            long fresh = (now - filledAt) / perToken;
            if (fresh > 0) {
                tokens = Math.min(capacity, tokens + fresh);
                filledAt += fresh * perToken;
            }
        }
    }
}
