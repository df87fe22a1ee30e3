package org.pleach.config.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Member;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Place;
import org.pleach.config.tree.Scalar;
import org.pleach.config.tree.Sequence;
import org.pleach.transport.Endpoint;

/** What can be said of a configuration only when file and command line are joined. */
public final class FinalForm {

    private static final int CLIENT_PORT = 4222;
    private static final String CLUSTER = "cluster";
    private static final String SCION = "scion";
    private static final String TLS = "tls";
    private static final String WEBSOCKET = "websocket";
    private static final long DEFAULT_MAX_PAYLOAD = 1 << 20;
    private static final long DEFAULT_MAX_PENDING = 64 << 20;

    private FinalForm() { }

    /** The form in which bundles get it: {@code listen}, {@code host} and {@code port} agree, {@code scion} is there if needed. */
    public static Block of(Block joined, Reading reading) {
        Block root = Listening.join(joined, CLIENT_PORT);
        if (root.value(CLUSTER) instanceof Block cluster) {
            // As in nats-server port 0 means no cluster.
            root = cluster.value("port") instanceof Scalar port && port.value().equals(0L) ? without(root, CLUSTER)
                    : with(root, CLUSTER, Listening.join(cluster, 0), root.member(CLUSTER).place());
        }
        if (root.value(WEBSOCKET) instanceof Block websocket) {
            boolean on = websocket.value("port") instanceof Scalar port && !port.value().equals(0L);
            root = on ? with(root, WEBSOCKET, Listening.join(websocket, 0), root.member(WEBSOCKET).place())
                    : without(root, WEBSOCKET);
        }
        checkMapping(root, reading);
        root = Monitoring.join(root);
        Place scion = root.has(SCION) ? null : firstScionAddress(root);
        if (scion != null) {
            root = with(root, SCION, Block.empty(scion), scion);
        }
        checkSizes(root, reading);
        return root;
    }

    private static Place firstScionAddress(Block root) {
        if (isScion(root.value("listen"))) {
            return root.member("listen").place();
        }
        if (!(root.value(CLUSTER) instanceof Block cluster)) {
            return null;
        }
        if (isScion(cluster.value("listen"))) {
            return cluster.member("listen").place();
        }
        if (cluster.value("routes") instanceof Sequence routes) {
            for (Node route : routes.items()) {
                if (isScion(route)) {
                    return route.place();
                }
            }
        }
        return null;
    }

    private static boolean isScion(Node node) {
        return node instanceof Scalar scalar && scalar.value() instanceof String text && Endpoint.parse(text).isScion();
    }

    /** Users of certificates need no password, so they must not be taken without one at the other port. */
    private static void checkMapping(Block root, Reading reading) {
        if (root.value(WEBSOCKET) instanceof Block websocket && maps(websocket) && !maps(root)) {
            reading.refuse(websocket.member(TLS).place(), "websocket.tls.verify_and_map: expected tls.verify_and_map for the "
                    + "other clients too, since users of certificates may have no password");
        }
    }

    private static boolean maps(Block listener) {
        return listener.value(TLS) instanceof Block tls && tls.value("verify_and_map") instanceof Scalar scalar
                && scalar.value().equals(Boolean.TRUE);
    }

    private static void checkSizes(Block root, Reading reading) {
        Member payload = root.member("max_payload");
        long most = size(root, "max_pending", DEFAULT_MAX_PENDING);
        if (size(root, "max_payload", DEFAULT_MAX_PAYLOAD) > most) {
            Place place = payload == null ? root.member("max_pending").place() : payload.place();
            reading.refuse(place, "expected max_payload not to be above max_pending, which is " + most);
        }
    }

    private static long size(Block root, String key, long otherwise) {
        return root.value(key) instanceof Scalar scalar ? (Long) scalar.value() : otherwise;
    }

    static Block without(Block block, String... keys) {
        List<String> gone = List.of(keys);
        return new Block(block.members().stream().filter(member -> !gone.contains(member.key())).toList(), block.place());
    }

    static Block with(Block block, String key, Node value, Place place) {
        Map<String, Member> members = new LinkedHashMap<>();
        block.members().forEach(member -> members.put(member.key(), member));
        members.put(key, new Member(key, place, value, false));
        return new Block(members.values(), block.place());
    }
}
