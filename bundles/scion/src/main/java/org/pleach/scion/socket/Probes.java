package org.pleach.scion.socket;

import io.netty.util.collection.IntObjectHashMap;
import java.util.random.RandomGenerator;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.multipath.Carrier.ProbeListener;
import org.pleach.scion.multipath.Route;

/** The probes of one socket that are under way, by sequence number. The numbers are random: an answer must know one. */
final class Probes {

    private static final int MAX = 4096;
    private static final int NUMBERS = 1 << 16;

    private final IntObjectHashMap<Probe> underWay = new IntObjectHashMap<>();
    private final RandomGenerator random;

    private record Probe(ProbeListener listener, Route route) { }

    Probes(RandomGenerator random) {
        this.random = random;
    }

    int start(ProbeListener listener, Route route) {
        if (underWay.size() >= MAX) {
            return -1;
        }
        int sequence = random.nextInt(NUMBERS);
        while (underWay.containsKey(sequence)) {
            sequence = random.nextInt(NUMBERS);
        }
        underWay.put(sequence, new Probe(listener, route));
        return sequence;
    }

    void end(int sequence) {
        underWay.remove(sequence);
    }

    /** Whom the probe under way with this number was to reach, or null. */
    ScionAddress target(int sequence) {
        Probe probe = underWay.get(sequence);
        return probe == null ? null : probe.listener().target();
    }

    /** Passes an answer on; false if nobody waits for it. */
    boolean answered(int sequence, long isdAs, long interfaceId) {
        Probe probe = underWay.get(sequence);
        if (probe == null || !probe.listener().answered(probe.route(), isdAs, interfaceId)) {
            return false;
        }
        underWay.remove(sequence);
        return true;
    }
}
