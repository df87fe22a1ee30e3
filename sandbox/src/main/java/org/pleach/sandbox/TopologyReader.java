package org.pleach.sandbox;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pleach.path.IsdAs;
import org.pleach.path.PathMetadata.GeoPosition;

/** Reads a topology file: the whole, and the ASes. */
final class TopologyReader {

    private static final int DEFAULT_MTU = 1472;
    private static final int LEAST_MTU = 500;
    private static final int GREATEST_MTU = 65_000;
    static final Form<Integer> MTU = Form.whole(LEAST_MTU, GREATEST_MTU);
    private static final InetAddress DEFAULT_LOOPBACK = Form.IP.parse("127.0.64.0");
    private static final List<Integer> DEFAULT_PORTS = List.of(1024, 65_535);

    private final AddressPlan plan;
    private final LinkReader linkReader;

    private TopologyReader(AddressPlan plan, LinkReader linkReader) {
        this.plan = plan;
        this.linkReader = linkReader;
    }

    static Topology read(String text, String name) {
        Section root;
        try {
            root = new Section(ConfigFactory.parseString(text, ConfigParseOptions.defaults()
                    .setSyntax(ConfigSyntax.CONF).setOriginDescription(name)).resolve().root(), "the topology");
        } catch (ConfigException e) {
            String message = e.getMessage().startsWith(name + ": ")
                    ? e.getMessage().replaceFirst("^(.*?): (\\d+): ", "$1:$2: ") : name + ": " + e.getMessage();
            throw new TopologyException(message, e);
        }
        root.allow("loopback", "emulate", "ports", "ases", "links");
        if (!root.has("ases")) {
            throw root.refuse("expected a block ases { ... } with at least one AS, got none");
        }
        AddressPlan plan = new AddressPlan(root.value("loopback", Form.IP, DEFAULT_LOOPBACK));
        boolean emulate = root.value("emulate", Form.FLAG, true);
        return new TopologyReader(plan, new LinkReader(plan, emulate)).read(root, name, emulate);
    }

    private Topology read(Section root, String name, boolean emulate) {
        Map<IsdAs, Section> blocks = new LinkedHashMap<>();
        Map<IsdAs, GeoPosition> positions = new LinkedHashMap<>();
        for (Map.Entry<String, Section> entry : root.section("ases").blocks()) {
            IsdAs isdAs;
            try {
                isdAs = Form.ISD_AS.parse(entry.getKey());
            } catch (IllegalArgumentException e) {
                throw entry.getValue().refuse("expected " + Form.ISD_AS.expected() + " as the name of an AS, got \""
                        + entry.getKey() + '"');
            }
            blocks.put(isdAs, entry.getValue());
            positions.put(isdAs, geo(entry.getValue(), GeoPosition.UNKNOWN));
        }
        List<LinkSpec> links = linkReader.read(root.section("links"), blocks.keySet(), positions);
        List<AsSpec> ases = new ArrayList<>();
        for (Map.Entry<IsdAs, Section> entry : blocks.entrySet()) {
            ases.add(as(entry.getKey(), entry.getValue(), ases.size(), links));
        }
        List<Integer> ports = root.value("ports", Form.PORTS, DEFAULT_PORTS);
        Topology topology = new Topology(name, emulate, ports.get(0), ports.get(1), ases, links);
        new TopologyCheck(topology, root).run();
        return topology;
    }

    private AsSpec as(IsdAs isdAs, Section block, int ordinal, List<LinkSpec> links) {
        block.allow("core", "mtu", "router", "daemon", "control", "hosts", "master-key", "note", "geo", "crossing",
                "crossings");
        List<InetAddress> hosts = new ArrayList<>();
        for (ConfigValue host : block.list("hosts")) {
            hosts.add(Section.read(host, isdAs + ".hosts", Form.IP));
        }
        Set<Integer> interfaces = new HashSet<>();
        for (LinkSpec link : links) {
            for (LinkSpec.End end : List.of(link.a(), link.b())) {
                if (end.isdAs().equals(isdAs)) {
                    interfaces.add(end.interfaceId());
                }
            }
        }
        return new AsSpec(isdAs,
                block.value("core", Form.FLAG, false),
                block.value("mtu", MTU, DEFAULT_MTU),
                block.value("router", Form.ADDRESS, plan.router(ordinal)),
                block.value("daemon", Form.ADDRESS, plan.daemon(ordinal)),
                Optional.ofNullable(block.<InetSocketAddress>value("control", Form.ADDRESS, null)),
                hosts,
                Optional.ofNullable(block.<String>value("master-key", Form.KEY, null)),
                block.value("note", Form.TEXT, ""),
                crossings(block, interfaces));
    }

    private List<Crossing> crossings(Section block, Set<Integer> interfaces) {
        List<Crossing> crossings = new ArrayList<>();
        for (ConfigValue value : block.list("crossings")) {
            Section section = block.block(value, "crossings")
                    .allow("between", "latency", "bandwidth", "hops");
            List<ConfigValue> between = section.list("between");
            if (between.size() != 2) {
                throw section.refuse("expected between = [ID, ID] in crossings, got " + between.size() + " interfaces");
            }
            int first = crossed(between.get(0), interfaces);
            int second = crossed(between.get(1), interfaces);
            crossings.add(crossing(section, first, second));
        }
        if (block.has("crossing")) {
            Section every = block.section("crossing").allow("latency", "bandwidth", "hops");
            for (int first : interfaces) {
                for (int second : interfaces) {
                    if (first < second && crossings.stream().noneMatch(c -> c.joins(first, second))) {
                        crossings.add(crossing(every, first, second));
                    }
                }
            }
        }
        return crossings;
    }

    private static int crossed(ConfigValue value, Set<Integer> interfaces) {
        int id = Section.read(value, "between", Form.whole(1, 65_535));
        if (!interfaces.contains(id)) {
            throw Section.refuse(value, "no interface " + id + " in this AS: expected one of "
                    + interfaces.stream().sorted().toList());
        }
        return id;
    }

    private static Crossing crossing(Section section, int first, int second) {
        return new Crossing(first, second, section.value("latency", Form.DURATION, 0L),
                section.value("bandwidth", Form.RATE, 0L), section.value("hops", Form.whole(0, 1000), 0));
    }

    static GeoPosition geo(Section block, GeoPosition absent) {
        if (!block.has("geo")) {
            return absent;
        }
        Section geo = block.section("geo").allow("latitude", "longitude", "address");
        return new GeoPosition(geo.value("latitude", Form.DEGREES, Float.NaN),
                geo.value("longitude", Form.DEGREES, Float.NaN), geo.value("address", Form.TEXT, ""));
    }
}
