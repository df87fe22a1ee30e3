package org.pleach.scion.segment;

import java.util.ArrayList;
import java.util.List;
import org.pleach.path.IsdAs;
import org.pleach.scion.daemon.MessageReader;
import org.pleach.scion.segment.PathSegment.AsEntry;
import org.pleach.scion.segment.PathSegment.PeerEntry;
import org.pleach.scion.segment.PathSegment.StaticInfo;

/**
 * Reads {@code proto.control_plane.v1.PathSegment}, with the messages that are wrapped in bytes for their signatures:
 * <pre>
 *  PathSegment { 1 segment_info: bytes of SegmentInformation { 1 timestamp, 2 segment_id }
 *                2 as_entries { 1 signed { 1 header_and_body: bytes of HeaderAndBody { 1 header, 2 body }, 2 signature } } }
 *  body: bytes of ASEntrySignedBody { 1 isd_as, 2 next_isd_as, 3 hop_entry { 1 hop_field, 2 ingress_mtu },
 *                4 peer_entries { 1 peer_isd_as, 2 peer_interface, 3 peer_mtu, 4 hop_field }, 5 mtu, 6 extensions }
 *  hop_field { 1 ingress, 2 egress, 3 exp_time, 4 mac }
 * </pre>
 */
final class SegmentCodec {

    private static final int MAX_ENTRIES = 63;
    private static final int MAX_PEERS = 256;
    private static final int MAX_BODY = 256 * 1024;
    private static final int MAX_INTERFACE = 0xFFFF;
    private static final int MAX_EXPIRY = 255;
    private static final int MAC_LENGTH = 6;

    private SegmentCodec() { }

    static PathSegment read(MessageReader in) {
        long[] info = {0, 0};
        List<AsEntry> entries = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> readInfo(new MessageReader("SegmentInformation", in.bytes(MAX_BODY)), info);
                case 2 -> in.message("ASEntry", entry -> in.add(entries, readSigned(entry), MAX_ENTRIES));
                default -> in.skip();
            }
        }
        if (entries.size() < 2) {
            throw in.malformed("at least 2 ASes on a segment but got " + entries.size());
        }
        return new PathSegment(info[0], (int) info[1], entries);
    }

    private static void readInfo(MessageReader in, long[] info) {
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> info[0] = in.varint();
                case 2 -> info[1] = in.unsigned32(0xFFFF);
                default -> in.skip();
            }
        }
        if (info[0] < 0 || info[0] > 0xFFFF_FFFFL) {
            throw in.malformed("a time of 32 bits but got " + info[0]);
        }
    }

    private static AsEntry readSigned(MessageReader in) {
        byte[][] body = {null};
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                in.message("SignedMessage", signed -> body[0] = field(signed, 1));
            } else {
                in.skip();
            }
        }
        if (body[0] == null) {
            throw in.malformed("a signed body");
        }
        return readBody(new MessageReader("ASEntrySignedBody", field(new MessageReader("HeaderAndBody", body[0]), 2)));
    }

    private static byte[] field(MessageReader in, int wanted) {
        byte[] bytes = new byte[0];
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == wanted) {
                bytes = in.bytes(MAX_BODY);
            } else {
                in.skip();
            }
        }
        return bytes;
    }

    private static AsEntry readBody(MessageReader in) {
        IsdAs isdAs = IsdAs.WILDCARD;
        int mtu = 0;
        PeerEntry[] hop = {null};
        StaticInfo[] info = {StaticInfo.NONE};
        List<PeerEntry> peers = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> isdAs = in.isdAs();
                case 3 -> in.message("HopEntry", entry -> hop[0] = readHopEntry(entry));
                case 4 -> in.message("PeerEntry", entry -> in.add(peers, readPeer(entry), MAX_PEERS));
                case 5 -> mtu = in.unsigned32(Integer.MAX_VALUE);
                case 6 -> in.message("PathSegmentExtensions", extensions -> info[0] = readExtensions(extensions));
                default -> in.skip();
            }
        }
        if (isdAs.isWildcard() || hop[0] == null) {
            throw in.malformed("an ISD-AS and a hop but got " + isdAs + " and " + (hop[0] == null ? "none" : "one"));
        }
        return new AsEntry(isdAs, hop[0].hop(), hop[0].mtu(), peers, mtu, info[0]);
    }

    private static PeerEntry readHopEntry(MessageReader in) {
        SegmentHop[] hop = {null};
        int mtu = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> in.message("HopField", value -> hop[0] = readHop(value));
                case 2 -> mtu = in.unsigned32(Integer.MAX_VALUE);
                default -> in.skip();
            }
        }
        if (hop[0] == null) {
            throw in.malformed("a hop field");
        }
        return new PeerEntry(IsdAs.WILDCARD, 0, mtu, hop[0]);
    }

    private static PeerEntry readPeer(MessageReader in) {
        IsdAs peer = IsdAs.WILDCARD;
        long peerInterface = 0;
        int mtu = 0;
        SegmentHop[] hop = {null};
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> peer = in.isdAs();
                case 2 -> peerInterface = in.varint();
                case 3 -> mtu = in.unsigned32(Integer.MAX_VALUE);
                case 4 -> in.message("HopField", value -> hop[0] = readHop(value));
                default -> in.skip();
            }
        }
        if (hop[0] == null) {
            throw in.malformed("a hop field");
        }
        return new PeerEntry(peer, peerInterface, mtu, hop[0]);
    }

    private static SegmentHop readHop(MessageReader in) {
        int ingress = 0;
        int egress = 0;
        int expiry = 0;
        byte[] mac = new byte[0];
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> ingress = in.unsigned32(MAX_INTERFACE);
                case 2 -> egress = in.unsigned32(MAX_INTERFACE);
                case 3 -> expiry = in.unsigned32(MAX_EXPIRY);
                case 4 -> mac = in.bytes(MAC_LENGTH);
                default -> in.skip();
            }
        }
        if (mac.length != MAC_LENGTH) {
            throw in.malformed("a MAC of " + MAC_LENGTH + " bytes but got " + mac.length);
        }
        long value = 0;
        for (byte b : mac) {
            value = value << 8 | b & 0xFF;
        }
        return new SegmentHop(ingress, egress, expiry, value);
    }

    private static StaticInfo readExtensions(MessageReader in) {
        StaticInfo[] info = {StaticInfo.NONE};
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                in.message("StaticInfoExtension", value -> info[0] = new StaticInfoCodec().read(value));
            } else {
                in.skip();
            }
        }
        return info[0];
    }
}
