package org.pleach.scion.daemon;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.path.PathMetadata;
import org.pleach.path.PathMetadata.GeoPosition;
import org.pleach.path.PathMetadata.LinkType;
import org.pleach.scion.daemon.DaemonPath.DiscoveryAddresses;
import org.pleach.scion.daemon.DaemonPath.EpicAuthenticators;

/** Reads and writes the message {@code Path}. Holds the fields seen so far. */
final class DaemonPathCodec {

    /** The SCION header has at most 1020 bytes. */
    private static final int MAX_RAW = 1020;
    /** 64 hop fields, two interfaces each. */
    private static final int MAX_INTERFACES = 128;
    private static final int MAX_TEXT = 4096;
    private static final int MAX_SERVICES = 64;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long MAX_LATENCY_SECONDS = 1_000_000;
    private static final LinkType[] LINK_TYPES = LinkType.values();

    private byte[] raw = new byte[0];
    private String nextHop = "";
    private Instant expiry = Instant.EPOCH;
    private int mtu;
    private EpicAuthenticators epic;
    private final List<PathInterface> interfaces = new ArrayList<>();
    private final List<Long> latencies = new ArrayList<>();
    private final List<Long> bandwidths = new ArrayList<>();
    private final List<GeoPosition> geo = new ArrayList<>();
    private final List<Long> linkTypes = new ArrayList<>();
    private final List<Long> internalHops = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<IsdAs, DiscoveryAddresses> discovery = new LinkedHashMap<>();

    private DaemonPathCodec() { }

    static DaemonPath read(MessageReader in) {
        return new DaemonPathCodec().readFields(in);
    }

    private DaemonPath readFields(MessageReader in) {
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> raw = in.bytes(MAX_RAW);
                case 2 -> in.message("Interface", address -> nextHop = readInterface(address));
                case 3 -> in.message("PathInterface", end -> in.add(interfaces, readEnd(end), MAX_INTERFACES));
                case 4 -> mtu = in.unsigned32(Integer.MAX_VALUE);
                case 5 -> in.message("Timestamp", time -> expiry = readTime(time));
                case 6 -> in.message("Duration", time -> in.add(latencies, readDuration(time), MAX_INTERFACES));
                case 7 -> in.varints(bandwidths, MAX_INTERFACES);
                case 8 -> in.message("GeoCoordinates", place -> in.add(geo, readGeo(place), MAX_INTERFACES));
                case 9 -> in.varints(linkTypes, MAX_INTERFACES);
                case 10 -> in.varints(internalHops, MAX_INTERFACES);
                case 11 -> in.add(notes, in.string(MAX_TEXT), MAX_INTERFACES);
                case 12 -> in.message("EpicAuths", auths -> epic = readEpic(auths));
                case 13 -> in.message("DiscoveryInformationEntry", this::readDiscovery);
                default -> in.skip();
            }
        }
        PathMetadata metadata = new PathMetadata(interfaces, mtu, latencies, zeroIsUnknown(bandwidths), geo,
                linkTypes.stream().map(DaemonPathCodec::linkType).toList(), zeroIsUnknown(internalHops), notes);
        return new DaemonPath(raw, nextHop, expiry, metadata, epic, discovery);
    }

    private static List<Long> zeroIsUnknown(List<Long> values) {
        return values.stream().map(value -> value == 0 ? (Long) PathMetadata.UNKNOWN : value).toList();
    }

    private static LinkType linkType(long number) {
        return number >= 0 && number < LINK_TYPES.length ? LINK_TYPES[(int) number] : LinkType.UNSET;
    }

    /** {@code Interface { Underlay address = 1 }} with {@code Underlay { string address = 1 }}. */
    static String readInterface(MessageReader in) {
        String[] text = {""};
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                in.message("Underlay", underlay -> text[0] = readUnderlay(underlay));
            } else {
                in.skip();
            }
        }
        return text[0];
    }

    static void writeInterface(String address, MessageWriter out) {
        out.nested(1, underlay -> underlay.string(1, address));
    }

    private static String readUnderlay(MessageReader in) {
        String address = "";
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                address = in.string(MAX_TEXT);
            } else {
                in.skip();
            }
        }
        return address;
    }

    private static PathInterface readEnd(MessageReader in) {
        IsdAs isdAs = IsdAs.WILDCARD;
        long id = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> isdAs = in.isdAs();
                case 2 -> id = in.varint();
                default -> in.skip();
            }
        }
        return new PathInterface(isdAs, id);
    }

    private static Instant readTime(MessageReader in) {
        long[] time = readSecondsAndNanos(in);
        try {
            return Instant.ofEpochSecond(time[0], time[1]);
        } catch (DateTimeException | ArithmeticException e) {
            throw in.malformed("a time but got " + time[0] + " s");
        }
    }

    private static long readDuration(MessageReader in) {
        long[] time = readSecondsAndNanos(in);
        if (time[0] < 0 || time[1] < 0) {
            return PathMetadata.UNKNOWN;
        }
        if (time[0] > MAX_LATENCY_SECONDS) {
            throw in.malformed("a latency of at most " + MAX_LATENCY_SECONDS + " s but got " + time[0] + " s");
        }
        return time[0] * NANOS_PER_SECOND + time[1];
    }

    private static long[] readSecondsAndNanos(MessageReader in) {
        long[] time = new long[2];
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> time[0] = in.varint();
                case 2 -> time[1] = (int) in.varint();
                default -> in.skip();
            }
        }
        return time;
    }

    private static GeoPosition readGeo(MessageReader in) {
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

    private static EpicAuthenticators readEpic(MessageReader in) {
        byte[] phvf = new byte[0];
        byte[] lhvf = new byte[0];
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> phvf = in.bytes(MAX_TEXT);
                case 2 -> lhvf = in.bytes(MAX_TEXT);
                default -> in.skip();
            }
        }
        return new EpicAuthenticators(phvf, lhvf);
    }

    private void readDiscovery(MessageReader in) {
        IsdAs isdAs = IsdAs.WILDCARD;
        DiscoveryAddresses[] addresses = {new DiscoveryAddresses(List.of(), List.of())};
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> isdAs = in.isdAs();
                case 2 -> in.message("DiscoveryInformation", value -> addresses[0] = readAddresses(value));
                default -> in.skip();
            }
        }
        if (discovery.size() == MAX_INTERFACES) {
            throw in.malformed("at most " + MAX_INTERFACES + " entries");
        }
        discovery.put(isdAs, addresses[0]);
    }

    private static DiscoveryAddresses readAddresses(MessageReader in) {
        List<String> control = new ArrayList<>();
        List<String> discovery = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> in.add(control, in.string(MAX_TEXT), MAX_SERVICES);
                case 2 -> in.add(discovery, in.string(MAX_TEXT), MAX_SERVICES);
                default -> in.skip();
            }
        }
        return new DiscoveryAddresses(control, discovery);
    }

    static void write(DaemonPath path, MessageWriter out) {
        PathMetadata metadata = path.metadata();
        out.bytes(1, path.raw()).nested(2, address -> writeInterface(path.nextHop(), address));
        metadata.interfaces().forEach(end -> out.nested(3,
                nested -> nested.number(1, end.isdAs().value()).number(2, end.id())));
        out.number(4, metadata.mtu());
        out.nested(5, time -> time.number(1, path.expiry().getEpochSecond()).number(2, path.expiry().getNano()));
        metadata.latencies().forEach(nanos -> out.nested(6,
                time -> time.number(1, nanos / NANOS_PER_SECOND).number(2, nanos % NANOS_PER_SECOND)));
        out.numbers(7, unknownIsZero(metadata.bandwidths()));
        metadata.geo().forEach(place -> out.nested(8, nested -> writeGeo(place, nested)));
        out.numbers(9, metadata.linkTypes().stream().map(type -> (long) type.ordinal()).toList());
        out.numbers(10, unknownIsZero(metadata.internalHops()));
        out.strings(11, metadata.notes());
        if (path.epic() != null) {
            out.nested(12, nested -> nested.bytes(1, path.epic().phvf()).bytes(2, path.epic().lhvf()));
        }
        path.discovery().forEach((isdAs, addresses) -> out.nested(13, entry -> entry
                .number(1, isdAs.value())
                .nested(2, value -> value.strings(1, addresses.control()).strings(2, addresses.discovery()))));
    }

    private static List<Long> unknownIsZero(List<Long> values) {
        return values.stream().map(value -> value == PathMetadata.UNKNOWN ? (Long) 0L : value).toList();
    }

    private static void writeGeo(GeoPosition place, MessageWriter out) {
        if (!Float.isNaN(place.latitude()) && !Float.isNaN(place.longitude())) {
            out.float32(1, place.latitude()).float32(2, place.longitude());
        }
        out.string(3, place.address());
    }
}
