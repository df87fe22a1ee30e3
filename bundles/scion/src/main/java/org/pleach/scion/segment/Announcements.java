package org.pleach.scion.segment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.path.PathMetadata;
import org.pleach.path.PathMetadata.GeoPosition;
import org.pleach.path.PathMetadata.LinkType;
import org.pleach.scion.segment.PathSegment.AsEntry;
import org.pleach.scion.segment.PathSegment.StaticInfo;

/**
 * What the ASes on a path announce about it, out of what their entries say. Where two entries disagree, the less promising
 * value counts, and of link types none.
 */
final class Announcements {

    private final List<PathInterface> interfaces;
    private final List<AsEntry> entries;
    private final Map<PathInterface, PathInterface> otherEnd = new HashMap<>();

    /**
     * @param interfaces of the path, in order, both ends of each link
     * @param entries    of the ASes on it, in any order; some ASes have two
     */
    Announcements(List<PathInterface> interfaces, List<AsEntry> entries) {
        this.interfaces = interfaces;
        this.entries = entries;
        for (int i = 0; i + 1 < interfaces.size(); i += 2) {
            otherEnd.put(interfaces.get(i), interfaces.get(i + 1));
            otherEnd.put(interfaces.get(i + 1), interfaces.get(i));
        }
    }

    /** Two interfaces, whichever comes first. */
    private record Pair(Set<PathInterface> ends) {
        static Pair of(PathInterface a, PathInterface b) {
            return new Pair(a.equals(b) ? Set.of(a) : Set.of(a, b));
        }
    }

    PathMetadata metadata(int mtu) {
        Map<Pair, Long> latencies = numbers(StaticInfo::latencyIntra, StaticInfo::latencyInter, Math::max);
        Map<Pair, Long> bandwidths = numbers(StaticInfo::bandwidthIntra, StaticInfo::bandwidthInter, Math::min);
        bandwidths.values().removeIf(value -> value == 0);
        return new PathMetadata(interfaces, mtu, perPair(latencies), perPair(bandwidths), geo(), linkTypes(),
                internalHops(), notes());
    }

    private Map<Pair, Long> numbers(Function<StaticInfo, Map<Long, Long>> intra,
            Function<StaticInfo, Map<Long, Long>> inter, BinaryOperator<Long> worse) {
        Map<Pair, Long> values = new HashMap<>();
        for (AsEntry entry : entries) {
            PathInterface egress = new PathInterface(entry.isdAs(), entry.hop().egress());
            intra.apply(entry.info()).forEach((id, value) ->
                    put(values, egress, new PathInterface(entry.isdAs(), id), value, worse));
            inter.apply(entry.info()).forEach((id, value) -> {
                PathInterface here = new PathInterface(entry.isdAs(), id);
                put(values, here, otherEnd.get(here), value, worse);
            });
        }
        return values;
    }

    private static void put(Map<Pair, Long> values, PathInterface a, PathInterface b, long value,
            BinaryOperator<Long> worse) {
        if (a.id() != 0 && b != null && b.id() != 0) {
            values.merge(Pair.of(a, b), value, (one, other) -> one == 0 ? other : other == 0 ? one
                    : worse.apply(one, other));
        }
    }

    private List<Long> perPair(Map<Pair, Long> values) {
        List<Long> list = new ArrayList<>();
        for (int i = 0; i + 1 < interfaces.size(); i++) {
            list.add(values.getOrDefault(Pair.of(interfaces.get(i), interfaces.get(i + 1)), PathMetadata.UNKNOWN));
        }
        return list;
    }

    private List<Long> internalHops() {
        Map<Pair, Long> values = numbers(StaticInfo::internalHops, info -> Map.of(), Math::min);
        values.values().removeIf(value -> value == 0);
        List<Long> list = new ArrayList<>();
        for (int i = 1; i + 1 < interfaces.size(); i += 2) {
            list.add(values.getOrDefault(Pair.of(interfaces.get(i), interfaces.get(i + 1)), PathMetadata.UNKNOWN));
        }
        return list;
    }

    private List<GeoPosition> geo() {
        Map<PathInterface, GeoPosition> places = new HashMap<>();
        entries.forEach(entry -> entry.info().geo().forEach((id, place) ->
                places.put(new PathInterface(entry.isdAs(), id), place)));
        return interfaces.stream().map(end -> places.getOrDefault(end, GeoPosition.UNKNOWN)).toList();
    }

    private List<LinkType> linkTypes() {
        Map<Pair, LinkType> types = new HashMap<>();
        entries.forEach(entry -> entry.info().links().forEach((id, type) -> {
            PathInterface here = new PathInterface(entry.isdAs(), id);
            PathInterface there = otherEnd.get(here);
            if (there != null) {
                types.merge(Pair.of(here, there), type, (one, other) -> one == other ? one : LinkType.UNSET);
            }
        }));
        List<LinkType> list = new ArrayList<>();
        for (int i = 0; i + 1 < interfaces.size(); i += 2) {
            list.add(types.getOrDefault(Pair.of(interfaces.get(i), interfaces.get(i + 1)), LinkType.UNSET));
        }
        return list;
    }

    /** Those of one AS, if its entries differ, one a line. */
    private List<String> notes() {
        Map<IsdAs, Set<String>> notes = new HashMap<>();
        entries.stream().filter(entry -> !entry.info().note().isEmpty()).forEach(entry ->
                notes.computeIfAbsent(entry.isdAs(), isdAs -> new LinkedHashSet<>()).add(entry.info().note()));
        List<String> list = new ArrayList<>();
        list.add(String.join("\n", notes.getOrDefault(interfaces.get(0).isdAs(), Set.of())));
        for (int i = 1; i < interfaces.size(); i += 2) {
            list.add(String.join("\n", notes.getOrDefault(interfaces.get(i).isdAs(), Set.of())));
        }
        return list;
    }
}
