package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** The path on which a packet is answered. */
public final class ReplyPath {

    private ReplyPath() { }

    /**
     * The path on which a host that received {@code packet} answers: empty for the empty path, the SCION path reversed
     * for SCION and EPIC, and the one-hop path made a SCION path and reversed.
     *
     * @throws IllegalArgumentException if the path's position is wrong, or its second hop is not filled in
     */
    public static Bytes of(PacketView packet) {
        return switch (packet.pathType()) {
            case PathType.SCION, PathType.EPIC -> Bytes.of(RawPath.reverse(bytes(packet.path())));
            case PathType.ONE_HOP -> ofOneHop(packet.buffer(), packet.pathIndex());
            default -> Bytes.EMPTY;
        };
    }

    private static Bytes ofOneHop(ByteBuf in, int index) {
        if (HopField.consIngress(in, index + OneHopPath.SECOND_HOP) == 0) {
            throw new IllegalArgumentException(Reason.INCOMPLETE_ONE_HOP_PATH.text());
        }
        byte[] path = new byte[PathMeta.LENGTH + OneHopPath.LENGTH];
        ByteBuf out = Unpooled.wrappedBuffer(path);
        out.setInt(0, PathMeta.of(0, 1, 2, 0, 0));
        out.setBytes(PathMeta.LENGTH, in, index, OneHopPath.LENGTH);
        InfoField.set(out, PathMeta.LENGTH, InfoField.CONSTRUCTION_DIRECTION, InfoField.segmentId(in, index),
                InfoField.timestamp(in, index));
        return Bytes.of(RawPath.reverse(path));
    }

    /**
     * The path on which a border router answers a packet that it holds, with an SCMP message: reversed; a segment switch
     * done by this router undone; and if the answer leaves on a link to another AS (the one on which the packet came),
     * SegID and position as the neighbour's router expects them.
     *
     * @param path              as the router holds it now
     * @param toExternal        whether the answer leaves the AS
     * @param segmentIdUpdated  whether the router has already chained SegID for a segment against construction direction;
     *                          the reference router always takes it so and then, for errors found before, makes an answer
     *                          that the neighbour drops
     * @throws IllegalArgumentException if the path's position is wrong or there is no hop to go back to
     */
    public static Bytes fromRouter(PathView path, boolean toExternal, boolean segmentIdUpdated) {
        byte[] reversed = RawPath.reverse(bytes(path));
        PathView back = RawPath.view(reversed);
        if (back.isSegmentSwitch() && !back.isPeeringHop()) {
            back.increment();
        }
        if (toExternal) {
            if (segmentIdUpdated && back.isConstructionDirection() && !back.isPeeringHop()) {
                back.chainSegmentId();
            }
            Reason reason = back.increment();
            if (!reason.isOk()) {
                throw new IllegalArgumentException("no way back to another AS: " + reason.text());
            }
        }
        return Bytes.of(reversed);
    }

    private static byte[] bytes(PathView path) {
        return ByteBufUtil.getBytes(path.buffer(), path.index(), path.length(), true);
    }
}
