package org.pleach.sandbox;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pleach.path.IsdAs;
import org.pleach.path.PathMetadata.GeoPosition;
import org.pleach.path.PathMetadata.LinkType;

/** Reads the links of a topology file and gives interface numbers to ends that have none. */
final class LinkReader {

    private static final int DEFAULT_MTU = 1472;
    private static final Form<Integer> INTERFACE = Form.whole(1, 65_535);
    private static final String[] KINDS = {"parent", "child", "core", "peering"};
    private static final String END_FORM = "an end such as \"18-ffaa:1:10bf\", \"18-ffaa:1:10bf#3\" or { as = ... }";

    private final AddressPlan plan;
    private final boolean emulate;
    private final Map<IsdAs, Set<Integer>> taken = new HashMap<>();
    private final Map<IsdAs, Integer> ends = new HashMap<>();
    private List<IsdAs> ases;
    private Map<IsdAs, GeoPosition> positions;

    LinkReader(AddressPlan plan, boolean emulate) {
        this.plan = plan;
        this.emulate = emulate;
    }

    /** An end as it is written. Interface 0: none given. */
    private record Written(Section link, ConfigValue value, IsdAs isdAs, int interfaceId, InetSocketAddress address,
            GeoPosition geo) { }

    private record Draft(String name, Section block, LinkSpec.Kind kind, Written a, Written b) { }

    List<LinkSpec> read(Section links, Set<IsdAs> known, Map<IsdAs, GeoPosition> geo) {
        ases = List.copyOf(known);
        positions = geo;
        List<Draft> drafts = new ArrayList<>();
        for (Map.Entry<String, Section> entry : links.blocks()) {
            if (!entry.getKey().matches("[A-Za-z0-9_.-]{1,64}")) {
                throw entry.getValue().refuse("expected letters, digits, _ . - as the name of a link, got \""
                        + entry.getKey() + '"');
            }
            drafts.add(draft(entry.getKey(), entry.getValue()));
        }
        for (Draft draft : drafts) {
            claim(draft.a());
            claim(draft.b());
        }
        return drafts.stream().map(this::link).toList();
    }

    private Draft draft(String name, Section block) {
        block.allow("parent", "child", "core", "peering", "latency", "jitter", "loss", "duplicate", "reorder",
                "reorder-by", "rate", "mtu", "type", "announce");
        boolean family = block.has("parent") || block.has("child");
        int given = (family ? 1 : 0) + (block.has("core") ? 1 : 0) + (block.has("peering") ? 1 : 0);
        if (given != 1 || family && !(block.has("parent") && block.has("child"))) {
            throw block.refuse("expected parent and child, or core = [end, end], or peering = [end, end] in link "
                    + name);
        }
        if (family) {
            return new Draft(name, block, LinkSpec.Kind.PARENT_CHILD, end(block, block.raw(KINDS[0])),
                    end(block, block.raw(KINDS[1])));
        }
        String key = block.has("core") ? "core" : "peering";
        List<ConfigValue> both = block.list(key);
        if (both.size() != 2) {
            throw block.refuse("expected two ends for " + key + " in link " + name + ", got " + both.size());
        }
        return new Draft(name, block, key.equals("core") ? LinkSpec.Kind.CORE : LinkSpec.Kind.PEERING,
                end(block, both.get(0)), end(block, both.get(1)));
    }

    private Written end(Section link, ConfigValue value) {
        Written written;
        if (value instanceof ConfigObject) {
            Section block = link.block(value, "end").allow("as", "interface", "address", "geo");
            IsdAs isdAs = block.value("as", Form.ISD_AS, null);
            if (isdAs == null) {
                throw block.refuse("expected as = " + Form.ISD_AS.expected() + " in an end of a link, got none");
            }
            written = new Written(link, value, isdAs, block.value("interface", INTERFACE, 0),
                    block.value("address", Form.ADDRESS, null),
                    TopologyReader.geo(block, positions.getOrDefault(isdAs, GeoPosition.UNKNOWN)));
        } else {
            written = Section.read(value, "the end of a link", new Form<>(END_FORM, text -> {
                String[] parts = text.split("#", 2);
                IsdAs isdAs = Form.ISD_AS.parse(parts[0]);
                return new Written(link, value, isdAs, parts.length == 1 ? 0 : INTERFACE.parse(parts[1]), null,
                        positions.getOrDefault(isdAs, GeoPosition.UNKNOWN));
            }));
        }
        if (!ases.contains(written.isdAs())) {
            throw Section.refuse(value, "no AS " + written.isdAs() + " in ases: expected one of " + ases);
        }
        return written;
    }

    private void claim(Written end) {
        if (end.interfaceId() != 0
                && !taken.computeIfAbsent(end.isdAs(), as -> new HashSet<>()).add(end.interfaceId())) {
            throw Section.refuse(end.value(), "interface " + end.isdAs() + "#" + end.interfaceId()
                    + " is the end of two links: expected an unused number or none");
        }
    }

    private LinkSpec link(Draft draft) {
        Section block = draft.block();
        int mtu = block.value("mtu", TopologyReader.MTU, DEFAULT_MTU);
        LinkConditions asWritten = new LinkConditions(
                block.value("latency", Form.DURATION, 0L),
                block.value("jitter", Form.DURATION, 0L),
                block.value("loss", Form.CHANCE, 0.0),
                block.value("duplicate", Form.CHANCE, 0.0),
                block.value("reorder", Form.CHANCE, 0.0),
                block.value("reorder-by", Form.DURATION, LinkConditions.DEFAULT_REORDER_NANOS),
                block.value("rate", Form.RATE, 0L),
                mtu);
        Section announce = block.section("announce").allow("latency", "bandwidth", "mtu");
        LinkSpec.Announced announced = new LinkSpec.Announced(
                announce.value("mtu", TopologyReader.MTU, mtu),
                announce.value("latency", Form.DURATION, block.has("latency") ? asWritten.latencyNanos() : -1L),
                announce.value("bandwidth", Form.RATE, asWritten.rateKbits()),
                block.value("type", Form.LINK_TYPE, LinkType.UNSET));
        return new LinkSpec(draft.name(), draft.kind(), end(draft.a()), end(draft.b()), announced,
                emulate ? asWritten : LinkConditions.NONE);
    }

    private LinkSpec.End end(Written written) {
        int id = written.interfaceId();
        if (id == 0) {
            Set<Integer> used = taken.computeIfAbsent(written.isdAs(), as -> new HashSet<>());
            id = 1;
            while (!used.add(id)) {
                id++;
            }
        }
        int ordinal = ends.merge(written.isdAs(), 1, Integer::sum) - 1;
        InetSocketAddress address = written.address() != null ? written.address()
                : plan.linkEnd(ases.indexOf(written.isdAs()), ordinal);
        return new LinkSpec.End(written.isdAs(), id, address, written.geo());
    }
}
