package org.pleach.scion.segment;

import java.util.HashMap;
import java.util.Map;
import org.pleach.path.PathMetadata.GeoPosition;
import org.pleach.path.PathMetadata.LinkType;
import org.pleach.scion.daemon.MessageReader;
import org.pleach.scion.segment.PathSegment.StaticInfo;

/** Reads {@code proto.control_plane.v1.StaticInfoExtension}. Holds the fields seen so far. */
final class StaticInfoCodec {

    private static final int MAX_INTERFACES = 4096;
    private static final int MAX_TEXT = 4096;
    private static final long NANOS_PER_MICRO = 1000;
    private static final LinkType[] LINK_TYPES = LinkType.values();

    private final Map<Long, Long> latencyIntra = new HashMap<>();
    private final Map<Long, Long> latencyInter = new HashMap<>();
    private final Map<Long, Long> bandwidthIntra = new HashMap<>();
    private final Map<Long, Long> bandwidthInter = new HashMap<>();
    private final Map<Long, GeoPosition> geo = new HashMap<>();
    private final Map<Long, LinkType> links = new HashMap<>();
    private final Map<Long, Long> internalHops = new HashMap<>();
    private String note = "";

    StaticInfo read(MessageReader in) {
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> in.message("LatencyInfo",
                        latency -> readPair(latency, latencyIntra, latencyInter, NANOS_PER_MICRO));
                case 2 -> in.message("BandwidthInfo",
                        bandwidth -> readPair(bandwidth, bandwidthIntra, bandwidthInter, 1));
                case 3 -> in.message("GeoEntry", this::readGeo);
                case 4 -> in.message("LinkTypeEntry", this::readLink);
                case 5 -> in.message("InternalHopsEntry", entry -> readNumber(entry, internalHops, 1));
                case 6 -> note = in.string(MAX_TEXT);
                default -> in.skip();
            }
        }
        return new StaticInfo(latencyIntra, latencyInter, bandwidthIntra, bandwidthInter, geo, links, internalHops, note);
    }

    private static void readPair(MessageReader in, Map<Long, Long> intra, Map<Long, Long> inter, long unit) {
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> in.message("IntraEntry", entry -> readNumber(entry, intra, unit));
                case 2 -> in.message("InterEntry", entry -> readNumber(entry, inter, unit));
                default -> in.skip();
            }
        }
    }

    private static void readNumber(MessageReader in, Map<Long, Long> values, long unit) {
        long[] entry = readEntry(in);
        if (entry[1] < 0 || entry[1] > Long.MAX_VALUE / unit) {
            throw in.malformed("a value below 2^63 but got " + Long.toUnsignedString(entry[1]));
        }
        put(in, values, entry[0], entry[1] * unit);
    }

    private void readLink(MessageReader in) {
        long[] entry = readEntry(in);
        boolean known = entry[1] >= 0 && entry[1] < LINK_TYPES.length;
        put(in, links, entry[0], known ? LINK_TYPES[(int) entry[1]] : LinkType.UNSET);
    }

    private static long[] readEntry(MessageReader in) {
        long[] entry = {0, 0};
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> entry[0] = in.varint();
                case 2 -> entry[1] = in.varint();
                default -> in.skip();
            }
        }
        return entry;
    }

    private void readGeo(MessageReader in) {
        long id = 0;
        GeoPosition[] place = {GeoPosition.UNKNOWN};
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> id = in.varint();
                case 2 -> in.message("GeoCoordinates", value -> place[0] = readPlace(value));
                default -> in.skip();
            }
        }
        put(in, geo, id, place[0]);
    }

    private static GeoPosition readPlace(MessageReader in) {
        float latitude = 0;
        float longitude = 0;
        String address = "";
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> latitude = in.float32();
                case 2 -> longitude = in.float32();
                case 3 -> address = in.string(MAX_TEXT);
                default -> in.skip();
            }
        }
        boolean unset = latitude == 0 && longitude == 0 && address.isEmpty();
        return unset ? GeoPosition.UNKNOWN : new GeoPosition(latitude, longitude, address);
    }

    private static <T> void put(MessageReader in, Map<Long, T> values, long key, T value) {
        if (values.size() >= MAX_INTERFACES) {
            throw in.malformed("at most " + MAX_INTERFACES + " interfaces");
        }
        values.put(key, value);
    }
}
