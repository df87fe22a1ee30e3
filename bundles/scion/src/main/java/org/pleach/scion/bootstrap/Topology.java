package org.pleach.scion.bootstrap;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pleach.path.IsdAs;
import org.pleach.scion.path.PathAnswer;

/**
 * What {@code topology.json} says of an AS (scionproto, "topology.json").
 *
 * @param isdAs   the AS
 * @param core    whether it is in the core of its ISD
 * @param mtu     inside the AS, bytes
 * @param control addresses of its control services, at least one
 * @param routers underlay address of the border router, {@code ip:port}, by interface, at least one
 */
public record Topology(IsdAs isdAs, boolean core, int mtu, List<InetSocketAddress> control, Map<Long, String> routers) {

    /** Biggest document taken, bytes. */
    static final int MAX_SIZE = 1 << 20;
    private static final int MIN_MTU = 1200;
    private static final int MAX_MTU = 65535;

    /** Copies list and map, order kept. */
    public Topology {
        control = List.copyOf(control);
        routers = Collections.unmodifiableMap(new LinkedHashMap<>(routers));
    }

    /**
     * Reads the document.
     *
     * @param source names it in messages
     * @throws IllegalArgumentException naming source, line, what was expected and what came
     */
    public static Topology parse(String source, String json) {
        try {
            Config root = ConfigFactory.parseString(json, ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON)
                    .setOriginDescription(source));
            return read(root);
        } catch (ConfigException e) {
            throw new IllegalArgumentException("topology " + e.getMessage(), e);
        }
    }

    private static Topology read(Config root) {
        IsdAs isdAs = place(root, "isd_as", () -> IsdAs.parse(root.getString("isd_as")));
        int mtu = root.getInt("mtu");
        if (isdAs.isWildcard() || mtu < MIN_MTU || mtu > MAX_MTU) {
            throw bad(root.getValue("mtu"), "an ISD-AS and an mtu from " + MIN_MTU + " to " + MAX_MTU,
                    isdAs + " and " + mtu);
        }
        List<InetSocketAddress> control = new ArrayList<>();
        for (ConfigValue service : root.getObject("control_service").values()) {
            Config one = object(service).toConfig();
            control.add(place(one, "addr", () -> PathAnswer.underlay(one.getString("addr"))));
        }
        Map<Long, String> routers = new LinkedHashMap<>();
        for (ConfigValue router : root.getObject("border_routers").values()) {
            Config one = object(router).toConfig();
            String address = one.getString("internal_addr");
            place(one, "internal_addr", () -> PathAnswer.underlay(address));
            one.getObject("interfaces").forEach((id, link) -> routers.put(interfaceId(id, link), address));
        }
        if (control.isEmpty() || routers.isEmpty()) {
            throw bad(root.root(), "a control service and a border router with an interface",
                    control.size() + " and " + routers.size());
        }
        boolean core = root.hasPath("attributes") && root.getStringList("attributes").contains("core");
        return new Topology(isdAs, core, mtu, control, routers);
    }

    private interface Reader<T> {
        T read();
    }

    private static <T> T place(Config config, String key, Reader<T> reader) {
        try {
            return reader.read();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("topology " + config.getValue(key).origin().description() + ", " + key
                    + ": " + e.getMessage(), e);
        }
    }

    private static long interfaceId(String id, ConfigValue link) {
        try {
            int value = Integer.parseInt(id);
            if (value > 0 && value <= 0xFFFF) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw bad(link, "an interface from 1 to 65535", '"' + id + '"');
    }

    private static ConfigObject object(ConfigValue value) {
        if (value instanceof ConfigObject object) {
            return object;
        }
        throw bad(value, "an object { }", String.valueOf(value.unwrapped()));
    }

    private static IllegalArgumentException bad(ConfigValue value, String expected, String found) {
        return new IllegalArgumentException("topology " + value.origin().description() + ": expected " + expected
                + ", found " + found);
    }
}
