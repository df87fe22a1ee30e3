package org.pleach.sandbox.segment;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.sandbox.Golden;

/** Segments of the recording. */
public final class GoldenSegments {

    private GoldenSegments() { }

    /** The segments from which the recorded paths X to Y were combined. */
    public static SegmentSet all() {
        List<Segment> down = new ArrayList<>(read("up-x-corewildcard", "SEGMENT_TYPE_UP"));
        down.addAll(read("down-corewildcard-y", "SEGMENT_TYPE_DOWN"));
        return new SegmentSet(read("core-wildcard", "SEGMENT_TYPE_CORE"), down);
    }

    static List<Segment> read(String name, String type) {
        Config file = Golden.json("segments/segments-" + name + ".decoded.json");
        return file.getConfigList(type).stream().map(GoldenSegments::segment).toList();
    }

    private static Segment segment(Config config) {
        List<AsEntry> entries = config.getConfigList("as_entries").stream().map(entry -> entry(entry.getConfig("body")))
                .toList();
        Segment segment = Segment.of(config.getLong("segment_info.timestamp"),
                config.getInt("segment_info.segment_id"), entries);
        if (!segment.hash().equals(config.getString("segment_id_hex"))) {
            throw new IllegalStateException("another hash than " + config.getString("segment_id_hex"));
        }
        return segment;
    }

    private static AsEntry entry(Config body) {
        List<AsEntry.Peer> peers = body.getConfigList("peer_entries").stream().map(peer -> new AsEntry.Peer(
                hop(peer.getConfig("hop_field")), new PathInterface(new IsdAs(peer.getLong("peer_isd_as")),
                        peer.getLong("peer_interface")))).toList();
        return new AsEntry(new IsdAs(body.getLong("isd_as")), hop(body.getConfig("hop_entry.hop_field")), peers);
    }

    private static Hop hop(Config hop) {
        long mac = 0;
        for (byte b : Base64.getDecoder().decode(hop.getString("mac"))) {
            mac = mac << 8 | b & 0xFF;
        }
        return new Hop(hop.getInt("exp_time"), hop.getInt("ingress"), hop.getInt("egress"), mac);
    }
}
