package org.pleach.scion.segment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.pleach.scion.daemon.MessageReader;

/**
 * Answers {@link SegmentsRequest}: {@code proto.control_plane.v1.SegmentsResponse}.
 *
 * @param segments by type; a type may be missing
 */
public record SegmentsResponse(Map<SegmentType, List<PathSegment>> segments) {

    private static final int MAX_SEGMENTS = 1024;

    /** The segments of a type. */
    public List<PathSegment> of(SegmentType type) {
        return segments.getOrDefault(type, List.of());
    }

    /**
     * Reads the message.
     *
     * @throws org.pleach.scion.daemon.MalformedMessageException if it is none
     */
    public static SegmentsResponse decode(byte[] bytes) {
        Map<SegmentType, List<PathSegment>> segments = new EnumMap<>(SegmentType.class);
        MessageReader in = new MessageReader("SegmentsResponse", bytes);
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                in.message("SegmentsEntry", entry -> readEntry(entry, segments));
            } else {
                in.skip();
            }
        }
        return new SegmentsResponse(segments);
    }

    private static void readEntry(MessageReader in, Map<SegmentType, List<PathSegment>> segments) {
        long type = 0;
        List<PathSegment> read = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> type = in.varint();
                case 2 -> in.message("Segments", list -> readSegments(list, read));
                default -> in.skip();
            }
        }
        SegmentType known = SegmentType.of(type);
        if (known != null) {
            segments.put(known, List.copyOf(read));
        }
    }

    private static void readSegments(MessageReader in, List<PathSegment> segments) {
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                in.message("PathSegment", segment -> in.add(segments, SegmentCodec.read(segment), MAX_SEGMENTS));
            } else {
                in.skip();
            }
        }
    }
}
