package org.pleach.config.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Member;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Place;
import org.pleach.config.tree.Scalar;
import org.pleach.transport.Endpoint;

/**
 * Brings {@code listen}, {@code host} and {@code port} into agreement. In each source {@code listen} is split into host,
 * port and AS, so that a host or port on the command line replaces just that part of the file's address; when the sources
 * are joined, {@code listen} is made of the parts.
 */
final class Listening {

    /** A host without a port. */
    static final ValueType HOST = TextType.matching("a host name or address", "[A-Za-z0-9._:%*-]+|\\[[0-9A-Fa-f:.%a-z]+]");

    /** Stands in for the AS between the two steps; no key of a file has a blank in it by then. */
    private static final String ISD_AS = "isd as";
    private static final String LISTEN = "listen";
    private static final String HOST_KEY = "host";
    private static final String PORT_KEY = "port";
    private static final List<String> KEYS = List.of(LISTEN, HOST_KEY, PORT_KEY);

    private Listening() { }

    /** Replaces {@code listen} by its parts; of what is said twice the later counts. */
    static Block split(Block block) {
        Map<String, Member> parts = new LinkedHashMap<>();
        List<Member> others = new ArrayList<>();
        for (Member member : block.members()) {
            if (!KEYS.contains(member.key())) {
                others.add(member);
            } else if (member.key().equals(LISTEN)) {
                splitListen((Scalar) member.value(), parts);
            } else {
                parts.put(member.key(), member);
            }
        }
        others.addAll(parts.values());
        return new Block(others, block.place());
    }

    private static void splitListen(Scalar listen, Map<String, Member> parts) {
        Place place = listen.place();
        if (listen.value() instanceof Long) {
            parts.put(PORT_KEY, new Member(PORT_KEY, place, listen, false));
            return;
        }
        String text = (String) listen.value();
        Endpoint endpoint = Endpoint.parse(text);
        long port = text.endsWith(":-1") ? -1 : endpoint.port();
        put(parts, PORT_KEY, port, place);
        put(parts, HOST_KEY, endpoint.host(), place);
        put(parts, ISD_AS, endpoint.isdAs() == null ? "" : endpoint.isdAs().toString(), place);
    }

    /**
     * Makes {@code listen} of its parts; as in nats-server port 0 means the default.
     *
     * @param defaultPort the port if there is none, or 0 if there is no listening then
     */
    static Block join(Block block, int defaultPort) {
        if (!block.has(HOST_KEY) && !block.has(PORT_KEY)) {
            return block;
        }
        Map<String, Member> members = new LinkedHashMap<>();
        block.members().forEach(member -> members.put(member.key(), member));
        Member isdAs = members.remove(ISD_AS);
        Place place = (block.has(PORT_KEY) ? block.member(PORT_KEY) : block.member(HOST_KEY)).place();
        long port = block.has(PORT_KEY) ? (Long) scalar(block, PORT_KEY) : 0;
        String host = block.has(HOST_KEY) ? (String) scalar(block, HOST_KEY) : Endpoint.ANY_HOST;
        if (port == 0) {
            port = defaultPort;
        }
        if (port == 0) {
            members.keySet().removeAll(KEYS);
            return new Block(members.values(), block.place());
        }
        String as = isdAs == null ? "" : (String) ((Scalar) isdAs.value()).value();
        put(members, LISTEN, (as.isEmpty() ? "" : as + ',') + bracketed(host) + ':' + port, place);
        put(members, HOST_KEY, host, place);
        put(members, PORT_KEY, port, place);
        return new Block(members.values(), block.place());
    }

    /** An IPv6 address in brackets, as it must be before a port. */
    static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? '[' + host + ']' : host;
    }

    private static Object scalar(Block block, String key) {
        Node node = block.value(key);
        return ((Scalar) node).value();
    }

    private static void put(Map<String, Member> members, String key, Object value, Place place) {
        members.put(key, new Member(key, place, Scalar.of(value, place), false));
    }
}
