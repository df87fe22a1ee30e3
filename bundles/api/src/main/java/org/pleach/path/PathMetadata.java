package org.pleach.path;

import java.util.List;
import java.util.OptionalLong;

/**
 * What the ASes on a path announce about it. A claim, not a measurement.
 *
 * <p>{@code interfaces} lists both ends of each link in the order in which a packet crosses them, so a path over
 * {@code n} links has {@code 2n} of them, and one inside an AS has none. {@code latencies} and {@code bandwidths} have
 * one entry for each pair of consecutive interfaces: even positions are links, odd ones the crossing of an AS.
 *
 * @param interfaces      the interfaces crossed, in order
 * @param mtu             the greatest SCION packet the path carries, SCION header included, in bytes
 * @param latencies       nanoseconds per pair of interfaces; {@link #UNKNOWN} where not announced
 * @param bandwidths      kbit/s per pair of interfaces; {@link #UNKNOWN} where not announced
 * @param geo             one position per interface; an entry may be {@link GeoPosition#UNKNOWN}
 * @param linkTypes       one per link
 * @param internalHops    router hops inside each AS crossed, {@link #UNKNOWN} where not announced; one per transit AS
 * @param notes           free text of each AS on the path, in order; may be empty
 */
public record PathMetadata(
        List<PathInterface> interfaces,
        int mtu,
        List<Long> latencies,
        List<Long> bandwidths,
        List<GeoPosition> geo,
        List<LinkType> linkTypes,
        List<Long> internalHops,
        List<String> notes) {

    /** Stands for a value that was not announced. */
    public static final long UNKNOWN = -1;

    /** How a link is built, as announced by its AS. */
    public enum LinkType { UNSET, DIRECT, MULTIHOP, OPENNET }

    /**
     * Where an interface is.
     *
     * @param latitude  degrees, north positive; NaN if not announced
     * @param longitude degrees, east positive; NaN if not announced
     * @param address   civic address, or the empty string
     */
    public record GeoPosition(float latitude, float longitude, String address) {
        /** A position that was not announced. */
        public static final GeoPosition UNKNOWN = new GeoPosition(Float.NaN, Float.NaN, "");
    }

    /** Copies the lists; none may be null. */
    public PathMetadata {
        interfaces = List.copyOf(interfaces);
        latencies = List.copyOf(latencies);
        bandwidths = List.copyOf(bandwidths);
        geo = List.copyOf(geo);
        linkTypes = List.copyOf(linkTypes);
        internalHops = List.copyOf(internalHops);
        notes = List.copyOf(notes);
    }

    /** Interfaces and MTU, and nothing else announced. */
    public static PathMetadata of(List<PathInterface> interfaces, int mtu) {
        return new PathMetadata(interfaces, mtu, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** The sum of all latencies, or empty if one of them is unknown. */
    public OptionalLong totalLatencyNanos() {
        if (latencies.size() < Math.max(0, interfaces.size() - 1) || latencies.contains(UNKNOWN)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(latencies.stream().mapToLong(Long::longValue).sum());
    }

    /** The least bandwidth in kbit/s, or empty if one of them is unknown or there is none. */
    public OptionalLong bottleneckKbits() {
        if (bandwidths.size() < interfaces.size() - 1 || bandwidths.contains(UNKNOWN)) {
            return OptionalLong.empty();
        }
        return bandwidths.stream().mapToLong(Long::longValue).min();
    }

}
