package org.pleach.sandbox.router;

import java.util.ArrayDeque;
import java.util.Deque;
import org.pleach.sandbox.mac.ForwardingKey;
import org.pleach.sandbox.mac.HopMac;
import org.pleach.scion.packet.HopField;
import org.pleach.scion.packet.InfoField;
import org.pleach.scion.packet.PathView;

/** Checks MACs with the AS's key, and knows hop fields that were made with a key of before. For one thread. */
final class HopVerifier {

    /** What a MAC says. */
    enum Outcome { VALID, RETIRED, INVALID }

    private static final int MAX_RETIRED = 8;

    private final Deque<HopMac> retired = new ArrayDeque<>();
    private HopMac current;

    HopVerifier(ForwardingKey key) {
        current = key.mac();
    }

    /** From now on only hop fields made with {@code key} are valid. */
    void replaceKey(ForwardingKey key) {
        retired.addFirst(current);
        if (retired.size() > MAX_RETIRED) {
            retired.removeLast();
        }
        current = key.mac();
    }

    HopMac mac() {
        return current;
    }

    /** Checks the current hop field. */
    Outcome check(PathView path) {
        if (matches(current, path)) {
            return Outcome.VALID;
        }
        for (HopMac old : retired) {
            if (matches(old, path)) {
                return Outcome.RETIRED;
            }
        }
        return Outcome.INVALID;
    }

    private static boolean matches(HopMac mac, PathView path) {
        int info = path.currentInfoIndex();
        int hop = path.currentHopIndex();
        long expected = mac.compute(InfoField.segmentId(path.buffer(), info), InfoField.timestamp(path.buffer(), info),
                HopField.expiryUnits(path.buffer(), hop), HopField.consIngress(path.buffer(), hop),
                HopField.consEgress(path.buffer(), hop));
        return expected == path.currentMac();
    }
}
