package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/** A packet's path, decoded. Reserved bits are not kept. Layouts: {@link PathMeta}, {@link OneHopPath}, {@link EpicPath}. */
public sealed interface DataPath {

    /** One of {@link PathType}. */
    int type();

    /** Appends the path's bytes. */
    void writeTo(ByteBuf out);

    /** Decodes the path of a packet that {@link PacketView#parse} found nothing wrong with. */
    static DataPath of(PacketView packet) {
        ByteBuf buffer = packet.buffer();
        int index = packet.pathIndex();
        return switch (packet.pathType()) {
            case PathType.SCION -> Scion.of(packet.path());
            case PathType.ONE_HOP -> new OneHop(Info.read(buffer, index),
                    Hop.read(buffer, index + OneHopPath.FIRST_HOP), Hop.read(buffer, index + OneHopPath.SECOND_HOP));
            case PathType.EPIC -> new Epic(Bytes.copyOf(buffer, index, EpicPath.LENGTH), Scion.of(packet.path()));
            default -> new Empty();
        };
    }

    /** The path inside an AS. */
    record Empty() implements DataPath {
        @Override
        public int type() {
            return PathType.EMPTY;
        }

        @Override
        public void writeTo(ByteBuf out) {
            // The empty path has no bytes.
        }
    }

    /**
     * A path of up to three segments.
     *
     * @param currentInfo CurrINF
     * @param currentHop  CurrHF
     * @param segments    in the order of travel
     */
    record Scion(int currentInfo, int currentHop, List<Segment> segments) implements DataPath {
        /** Copies the list. */
        public Scion {
            segments = List.copyOf(segments);
        }

        /**
         * Decodes the bytes of a path.
         *
         * @throws IllegalArgumentException if {@link RawPath#check} finds something wrong
         */
        public static Scion of(byte[] path) {
            return of(RawPath.view(path));
        }

        /** Decodes what a view looks at. */
        public static Scion of(PathView path) {
            List<Segment> segments = new ArrayList<>();
            int hop = 0;
            for (int info = 0; info < path.infoCount(); info++) {
                List<Hop> hops = new ArrayList<>();
                for (int i = 0; i < path.segmentLength(info); i++) {
                    hops.add(Hop.read(path.buffer(), path.hopIndex(hop++)));
                }
                segments.add(new Segment(Info.read(path.buffer(), path.infoIndex(info)), hops));
            }
            return new Scion(path.currentInfo(), path.currentHop(), segments);
        }

        @Override
        public int type() {
            return PathType.SCION;
        }

        @Override
        public void writeTo(ByteBuf out) {
            out.writeInt(PathMeta.of(currentInfo, currentHop, hopsOf(0), hopsOf(1), hopsOf(2)));
            segments.forEach(segment -> segment.info().writeTo(out));
            segments.forEach(segment -> segment.hops().forEach(hop -> hop.writeTo(out)));
        }

        private int hopsOf(int segment) {
            return segment < segments.size() ? segments.get(segment).hops().size() : 0;
        }

        /** The path's bytes. */
        public byte[] toBytes() {
            byte[] bytes = new byte[PathMeta.pathLength(PathMeta.of(0, 0, hopsOf(0), hopsOf(1), hopsOf(2)))];
            writeTo(Unpooled.wrappedBuffer(bytes).clear());
            return bytes;
        }
    }

    /**
     * A segment of a path.
     *
     * @param info what the hop fields share
     * @param hops in the order of travel
     */
    record Segment(Info info, List<Hop> hops) {
        /** Copies the list. */
        public Segment {
            hops = List.copyOf(hops);
        }
    }

    /**
     * An info field; see {@link InfoField}.
     *
     * @param constructionDirection the flag C
     * @param peering               the flag P
     * @param segmentId             SegID, 16 bits
     * @param timestamp             seconds since 1970
     */
    record Info(boolean constructionDirection, boolean peering, int segmentId, long timestamp) {
        static Info read(ByteBuf buffer, int index) {
            int flags = InfoField.flags(buffer, index);
            return new Info((flags & InfoField.CONSTRUCTION_DIRECTION) != 0, (flags & InfoField.PEERING) != 0,
                    InfoField.segmentId(buffer, index), InfoField.timestamp(buffer, index));
        }

        void writeTo(ByteBuf out) {
            int index = out.writerIndex();
            out.writeZero(InfoField.LENGTH);
            int flags = (constructionDirection ? InfoField.CONSTRUCTION_DIRECTION : 0)
                    | (peering ? InfoField.PEERING : 0);
            InfoField.set(out, index, flags, segmentId, timestamp);
        }
    }

    /**
     * A hop field; see {@link HopField}.
     *
     * @param ingressAlert the flag I
     * @param egressAlert  the flag E
     * @param expiryUnits  ExpTime
     * @param consIngress  interface in construction direction
     * @param consEgress   interface in construction direction
     * @param mac          the lower 48 bits
     */
    record Hop(boolean ingressAlert, boolean egressAlert, int expiryUnits, int consIngress, int consEgress, long mac) {
        static Hop read(ByteBuf buffer, int index) {
            int flags = HopField.flags(buffer, index);
            return new Hop((flags & HopField.INGRESS_ALERT) != 0, (flags & HopField.EGRESS_ALERT) != 0,
                    HopField.expiryUnits(buffer, index), HopField.consIngress(buffer, index),
                    HopField.consEgress(buffer, index), HopField.mac(buffer, index));
        }

        void writeTo(ByteBuf out) {
            int index = out.writerIndex();
            out.writeZero(HopField.LENGTH);
            int flags = (ingressAlert ? HopField.INGRESS_ALERT : 0) | (egressAlert ? HopField.EGRESS_ALERT : 0);
            HopField.set(out, index, flags, expiryUnits, consIngress, consEgress, mac);
        }
    }

    /**
     * The path to a neighbour; see {@link OneHopPath}.
     *
     * @param info   the only info field
     * @param first  the sender's hop
     * @param second the neighbour's, all zero before its router filled it in
     */
    record OneHop(Info info, Hop first, Hop second) implements DataPath {
        @Override
        public int type() {
            return PathType.ONE_HOP;
        }

        @Override
        public void writeTo(ByteBuf out) {
            info.writeTo(out);
            first.writeTo(out);
            second.writeTo(out);
        }
    }

    /**
     * A path with per-packet validation fields; see {@link EpicPath}.
     *
     * @param header the 16 bytes before the SCION path
     * @param path   the SCION path
     */
    record Epic(Bytes header, Scion path) implements DataPath {
        @Override
        public int type() {
            return PathType.EPIC;
        }

        @Override
        public void writeTo(ByteBuf out) {
            header.writeTo(out);
            path.writeTo(out);
        }
    }
}
