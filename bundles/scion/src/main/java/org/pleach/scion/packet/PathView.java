package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;

/**
 * A path of type SCION inside a buffer: reads it, and moves along it as a border router does. A flyweight to be reused;
 * not for several threads. Layout: {@link PathMeta}, {@link InfoField}, {@link HopField}.
 *
 * <p>{@link #wrap} checks that all fields lie in the buffer. Everything about the <i>current</i> info and hop field is
 * valid only after {@link #checkPosition} said {@link Reason#OK}; numbers given to {@code info(i)}-like methods must be
 * below {@link #infoCount()} and {@link #hopCount()}.
 */
public final class PathView {

    private ByteBuf buffer;
    private int index;
    private int meta;
    private int infoCount;
    private int hopCount;

    /** Looks at nothing yet. */
    public PathView() { }

    /**
     * Looks at the path that starts at {@code start}. The view holds no reference count of the buffer.
     *
     * @param length bytes that the path may have; it may have fewer
     * @return {@link Reason#TRUNCATED_PATH}, {@link Reason#NO_SEGMENT}, {@link Reason#SEGMENT_GAP} or
     *         {@link Reason#TOO_MANY_HOPS} if it is no path
     */
    public Reason wrap(ByteBuf bytes, int start, int length) {
        if (length < PathMeta.LENGTH) {
            return Reason.TRUNCATED_PATH;
        }
        int bits = PathMeta.read(bytes, start);
        Reason reason = PathMeta.check(bits);
        if (!reason.isOk()) {
            return reason;
        }
        if (length < PathMeta.pathLength(bits)) {
            return Reason.TRUNCATED_PATH;
        }
        buffer = bytes;
        index = start;
        meta = bits;
        infoCount = PathMeta.infoCount(bits);
        hopCount = PathMeta.hopCount(bits);
        return Reason.OK;
    }

    /** The buffer. */
    public ByteBuf buffer() {
        return buffer;
    }

    /** Where the path starts in the buffer. */
    public int index() {
        return index;
    }

    /** Bytes of the path. */
    public int length() {
        return PathMeta.LENGTH + infoCount * InfoField.LENGTH + hopCount * HopField.LENGTH;
    }

    /** The meta header's 4 bytes; see {@link PathMeta}. */
    public int meta() {
        return meta;
    }

    /** Number of info fields, 1 to 3. */
    public int infoCount() {
        return infoCount;
    }

    /** Number of hop fields, 1 to 64. */
    public int hopCount() {
        return hopCount;
    }

    /** CurrINF. */
    public int currentInfo() {
        return PathMeta.currentInfo(meta);
    }

    /** CurrHF. */
    public int currentHop() {
        return PathMeta.currentHop(meta);
    }

    /** The number of hop fields of a segment; 0 for one that is not there. */
    public int segmentLength(int segment) {
        return PathMeta.segmentLength(meta, segment);
    }

    /** Where info field {@code info} starts in the buffer; read it with {@link InfoField}. */
    public int infoIndex(int info) {
        return index + PathMeta.LENGTH + info * InfoField.LENGTH;
    }

    /** Where hop field {@code hop} starts in the buffer; read it with {@link HopField}. */
    public int hopIndex(int hop) {
        return index + PathMeta.LENGTH + infoCount * InfoField.LENGTH + hop * HopField.LENGTH;
    }

    /** Where the current info field starts in the buffer. */
    public int currentInfoIndex() {
        return infoIndex(currentInfo());
    }

    /** Where the current hop field starts in the buffer. */
    public int currentHopIndex() {
        return hopIndex(currentHop());
    }

    /** Moves to another hop field and the segment it lies in, both written to the buffer. */
    public void setPosition(int currentInfo, int currentHop) {
        meta = PathMeta.withPosition(meta, currentInfo, currentHop);
        buffer.setInt(index, meta);
    }

    /** Whether CurrHF is a hop field of the path and CurrINF its segment. */
    public Reason checkPosition() {
        int hop = currentHop();
        if (hop >= hopCount) {
            return Reason.CURRENT_HOP_OUT_OF_RANGE;
        }
        return PathMeta.segmentOf(meta, hop) == currentInfo() ? Reason.OK : Reason.CURRENT_INFO_MISMATCH;
    }

    /**
     * What a border router wants of a path before it looks at the current hop: {@link #checkPosition}, no segment of one
     * hop field unless the current segment is a peering one, and a peering segment only on a path of two segments.
     */
    public Reason checkForRouter() {
        Reason reason = checkPosition();
        if (!reason.isOk()) {
            return reason;
        }
        if (isPeeringSegment()) {
            return infoCount == 2 ? Reason.OK : Reason.PEERING_SHAPE;
        }
        boolean single = segmentLength(0) == 1 || segmentLength(1) == 1 || segmentLength(2) == 1;
        return single ? Reason.SINGLE_HOP_SEGMENT : Reason.OK;
    }

    /** Whether the current hop field is the path's first. */
    public boolean isFirstHop() {
        return currentHop() == 0;
    }

    /** Whether the current hop field is the path's last. */
    public boolean isLastHop() {
        return currentHop() == hopCount - 1;
    }

    /** Whether the next hop field lies in another segment; so at a peering link, too. */
    public boolean isSegmentSwitch() {
        int next = currentHop() + 1;
        return next < hopCount && PathMeta.segmentOf(meta, next) != currentInfo();
    }

    /** Whether the hop field before lies in another segment. */
    public boolean isAfterSegmentSwitch() {
        int hop = currentHop();
        return hop > 0 && currentInfo() > 0 && PathMeta.segmentOf(meta, hop - 1) == currentInfo() - 1;
    }

    /** Whether the current segment is in construction direction. */
    public boolean isConstructionDirection() {
        return (InfoField.flags(buffer, currentInfoIndex()) & InfoField.CONSTRUCTION_DIRECTION) != 0;
    }

    /** Whether the current segment ends in, or begins with, a peering link. */
    public boolean isPeeringSegment() {
        return (InfoField.flags(buffer, currentInfoIndex()) & InfoField.PEERING) != 0;
    }

    /** Whether the current hop field is one of the two at a peering link: such a hop never changes SegID. */
    public boolean isPeeringHop() {
        int hop = currentHop();
        int second = segmentLength(0);
        return isPeeringSegment() && (hop == second - 1 || hop == second);
    }

    /** The interface on which a packet at the current hop field entered the AS, in the direction of travel. */
    public int ingressInterface() {
        int hop = currentHopIndex();
        return isConstructionDirection() ? HopField.consIngress(buffer, hop) : HopField.consEgress(buffer, hop);
    }

    /** The interface on which a packet at the current hop field leaves the AS, in the direction of travel. */
    public int egressInterface() {
        int hop = currentHopIndex();
        return isConstructionDirection() ? HopField.consEgress(buffer, hop) : HopField.consIngress(buffer, hop);
    }

    /** Whether the router at {@link #ingressInterface} is asked to look into the packet. */
    public boolean isIngressAlert() {
        return (HopField.flags(buffer, currentHopIndex()) & ingressAlertFlag()) != 0;
    }

    /** Whether the router at {@link #egressInterface} is asked to look into the packet. */
    public boolean isEgressAlert() {
        return (HopField.flags(buffer, currentHopIndex()) & egressAlertFlag()) != 0;
    }

    /** Takes the alert for {@link #ingressInterface} off the packet. */
    public void clearIngressAlert() {
        clearHopFlag(ingressAlertFlag());
    }

    /** Takes the alert for {@link #egressInterface} off the packet. */
    public void clearEgressAlert() {
        clearHopFlag(egressAlertFlag());
    }

    private int ingressAlertFlag() {
        return isConstructionDirection() ? HopField.INGRESS_ALERT : HopField.EGRESS_ALERT;
    }

    private int egressAlertFlag() {
        return isConstructionDirection() ? HopField.EGRESS_ALERT : HopField.INGRESS_ALERT;
    }

    private void clearHopFlag(int flag) {
        int hop = currentHopIndex();
        HopField.setFlags(buffer, hop, HopField.flags(buffer, hop) & ~flag);
    }

    /** When the current hop field expires, milliseconds since 1970. */
    public long currentExpiryMillis() {
        return HopField.expiryMillis(InfoField.timestamp(buffer, currentInfoIndex()),
                HopField.expiryUnits(buffer, currentHopIndex()));
    }

    /** When the first of all hop fields expires, milliseconds since 1970. */
    public long expiryMillis() {
        long earliest = Long.MAX_VALUE;
        for (int hop = 0; hop < hopCount; hop++) {
            long timestamp = InfoField.timestamp(buffer, infoIndex(PathMeta.segmentOf(meta, hop)));
            earliest = Math.min(earliest,
                    HopField.expiryMillis(timestamp, HopField.expiryUnits(buffer, hopIndex(hop))));
        }
        return earliest;
    }

    /** Fills the 16 bytes over which the current hop field's MAC is computed; see {@link MacInput}. */
    public void writeMacInput(byte[] block) {
        int info = currentInfoIndex();
        int hop = currentHopIndex();
        MacInput.write(block, InfoField.segmentId(buffer, info), InfoField.timestamp(buffer, info),
                HopField.expiryUnits(buffer, hop), HopField.consIngress(buffer, hop),
                HopField.consEgress(buffer, hop));
    }

    /** The current hop field's MAC as the lower 48 bits; compare with {@link MacInput#truncated}. */
    public long currentMac() {
        return HopField.mac(buffer, currentHopIndex());
    }

    /** Chains the current hop field's MAC into its segment: SegID ^= first two bytes of the MAC. Again undoes it. */
    public void chainSegmentId() {
        int info = currentInfoIndex();
        InfoField.setSegmentId(buffer, info,
                InfoField.segmentId(buffer, info) ^ HopField.macChain(buffer, currentHopIndex()));
    }

    /** Moves to the next hop field; {@link Reason#PATH_AT_END}, and nothing moved, if there is none. */
    public Reason increment() {
        int next = currentHop() + 1;
        if (next >= hopCount) {
            return Reason.PATH_AT_END;
        }
        setPosition(PathMeta.segmentOf(meta, next), next);
        return Reason.OK;
    }
}
