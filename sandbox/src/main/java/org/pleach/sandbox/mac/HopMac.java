package org.pleach.sandbox.mac;

import org.pleach.scion.packet.MacInput;

/** Makes the MACs of one AS's hop fields, without an object per MAC; for one thread. */
public final class HopMac {

    private final AesCmac cmac;
    private final byte[] input = new byte[MacInput.LENGTH];
    private final byte[] mac = new byte[AesCmac.LENGTH];

    HopMac(AesCmac cmac) {
        this.cmac = cmac;
    }

    /**
     * The MAC of a hop field.
     *
     * @param beta        SegID as it stands at this hop
     * @param timestamp   of the segment, seconds since 1970
     * @param expiryUnits ExpTime
     * @return 6 bytes as the lower 48 bits
     */
    public long compute(int beta, long timestamp, int expiryUnits, int consIngress, int consEgress) {
        MacInput.write(input, beta, timestamp, expiryUnits, consIngress, consEgress);
        cmac.block(input, mac);
        return MacInput.truncated(mac);
    }

    /** The first two bytes of a MAC, by which SegID moves on. */
    public static int chain(long mac) {
        return (int) (mac >>> 32);
    }
}
