package org.pleach.sandbox.segment;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.pleach.path.IsdAs;
import org.pleach.sandbox.AsSpec;
import org.pleach.sandbox.Topology;
import org.pleach.sandbox.mac.AesCmac;
import org.pleach.sandbox.mac.ForwardingKey;

/**
 * The forwarding keys of all ASes and the newest segments, made anew when they are older than {@link #INTERVAL_MILLIS}.
 * Safe to use from any thread.
 */
public final class ControlPlane {

    /** How old segments may grow: 5 s, the interval at which the reference begins new ones. */
    public static final long INTERVAL_MILLIS = 5_000;

    private static final int RENEWALS_PER_LIFETIME = 4;

    private final LongSupplier millis;
    private final ToLongFunction<IsdAs> clocks;
    private final Random random;
    private final Map<IsdAs, ForwardingKey> keys = new HashMap<>();
    private Topology topology;
    private Beaconing beaconing;
    private Lifetime lifetime = Lifetime.DEFAULT;
    private SegmentSet segments;
    private long madeAt;

    /**
     * Takes the keys from the topology and draws the others.
     *
     * @param millis the time, milliseconds since 1970
     * @param random gives keys and segment IDs
     */
    public ControlPlane(Topology topology, LongSupplier millis, Random random) {
        this(topology, millis, isdAs -> millis.getAsLong(), random);
    }

    /**
     * The same with a clock for each AS.
     *
     * @param clocks what each AS believes the time is, milliseconds since 1970
     */
    public ControlPlane(Topology topology, LongSupplier millis, ToLongFunction<IsdAs> clocks, Random random) {
        this.topology = topology;
        this.millis = millis;
        this.clocks = clocks;
        this.random = random;
        this.beaconing = new Beaconing(topology, random);
        for (AsSpec as : topology.ases()) {
            keys.put(as.isdAs(), ForwardingKey.derive(
                    as.masterKey().map(HexFormat.of()::parseHex).orElseGet(this::randomKey)));
        }
    }

    /** The key with which an AS makes and checks hop fields. */
    public synchronized ForwardingKey key(IsdAs isdAs) {
        return keys.get(isdAs);
    }

    /** The newest segments; the same object until there are newer ones. */
    public synchronized SegmentSet segments() {
        long now = millis.getAsLong();
        long interval = Math.min(INTERVAL_MILLIS, lifetime.seconds() * 1000 / RENEWALS_PER_LIFETIME);
        if (segments == null || now - madeAt >= interval) {
            segments = beaconing.run(keys::get, clocks, lifetime);
            madeAt = now;
        }
        return segments;
    }

    /** From now on segments are made with another lifetime. */
    public synchronized void setLifetime(Lifetime newLifetime) {
        lifetime = newLifetime;
        segments = null;
    }

    /** Gives every AS a new random key; segments made so far are forgotten. */
    public synchronized void replaceKeys() {
        keys.replaceAll((isdAs, key) -> ForwardingKey.derive(randomKey()));
        segments = null;
    }

    /** From now on segments are made in this topology; those made so far are forgotten. */
    public synchronized void setTopology(Topology newTopology) {
        topology = newTopology;
        beaconing = new Beaconing(newTopology, random);
        segments = null;
    }

    /** Forgets the segments made so far, for instance because a clock was set. */
    public synchronized void forgetSegments() {
        segments = null;
    }

    /** The topology. */
    public synchronized Topology topology() {
        return topology;
    }

    private byte[] randomKey() {
        byte[] key = new byte[AesCmac.LENGTH];
        random.nextBytes(key);
        return key;
    }
}
