package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Pure functions on the bytes of a SCION path, as a daemon gives them and packets carry them. */
public final class RawPath {

    private RawPath() { }

    /** Whether these bytes are a SCION path at a valid position, without bytes left over; empty counts as a path. */
    public static Reason check(byte[] path) {
        if (path.length == 0) {
            return Reason.OK;
        }
        PathView view = new PathView();
        Reason reason = view.wrap(Unpooled.wrappedBuffer(path), 0, path.length);
        if (!reason.isOk()) {
            return reason;
        }
        return view.length() == path.length ? view.checkPosition() : Reason.PATH_LENGTH_MISMATCH;
    }

    /**
     * When the first hop field expires, milliseconds since 1970; {@link Long#MAX_VALUE} for the empty path.
     *
     * @throws IllegalArgumentException if {@link #check} finds something wrong
     */
    public static long expiryMillis(byte[] path) {
        if (path.length == 0) {
            return Long.MAX_VALUE;
        }
        return view(path).expiryMillis();
    }

    /**
     * The path back: segments and hop fields in reverse order, construction direction flipped, the position mirrored. The
     * reverse of the reverse is the path.
     *
     * @throws IllegalArgumentException if {@link #check} finds something wrong
     */
    public static byte[] reverse(byte[] path) {
        if (path.length == 0) {
            return path;
        }
        byte[] reversed = new byte[path.length];
        reverse(view(path), Unpooled.wrappedBuffer(reversed), 0);
        return reversed;
    }

    /** {@link #reverse(byte[])} of a path whose position is valid, written at an index of another buffer; no allocation. */
    public static void reverse(PathView path, ByteBuf out, int index) {
        ByteBuf in = path.buffer();
        int infos = path.infoCount();
        int hops = path.hopCount();
        out.setInt(index, PathMeta.of(infos - 1 - path.currentInfo(), hops - 1 - path.currentHop(),
                path.segmentLength(infos - 1), infos > 1 ? path.segmentLength(infos - 2) : 0,
                infos > 2 ? path.segmentLength(0) : 0));
        int at = index + PathMeta.LENGTH;
        for (int i = infos - 1; i >= 0; i--) {
            int info = path.infoIndex(i);
            out.setLong(at, in.getLong(info));
            InfoField.setFlags(out, at, InfoField.flags(in, info) ^ InfoField.CONSTRUCTION_DIRECTION);
            at += InfoField.LENGTH;
        }
        for (int i = hops - 1; i >= 0; i--) {
            int hop = path.hopIndex(i);
            out.setLong(at, in.getLong(hop));
            out.setInt(at + Long.BYTES, in.getInt(hop + Long.BYTES));
            at += HopField.LENGTH;
        }
    }

    static PathView view(byte[] path) {
        Reason reason = check(path);
        if (!reason.isOk()) {
            throw new IllegalArgumentException("not a SCION path of " + path.length + " bytes: " + reason.text());
        }
        PathView view = new PathView();
        view.wrap(Unpooled.wrappedBuffer(path), 0, path.length);
        return view;
    }
}
