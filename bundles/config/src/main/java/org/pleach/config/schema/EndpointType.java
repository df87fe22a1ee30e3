package org.pleach.config.schema;

import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;
import org.pleach.transport.Endpoint;

/**
 * An address, of TCP or SCION, in any of the forms of {@link Endpoint}.
 *
 * @param portNeeded whether it must name a port
 * @param portAlone  whether a port alone will do
 * @param pathMode   whether it may say which path mode it wants: {@code ?path_mode=redundant}
 */
record EndpointType(boolean portNeeded, boolean portAlone, boolean pathMode) implements ValueType {

    /** Where to listen: a port, or an address with one. */
    static final EndpointType LISTEN = new EndpointType(true, true, false);
    /** Where to connect. */
    static final EndpointType CONNECT = new EndpointType(false, false, false);
    /** A host and a port. */
    static final EndpointType HOST_PORT = new EndpointType(true, false, false);
    /** Whom to make a route to. */
    static final EndpointType ROUTE = new EndpointType(true, false, true);

    @Override
    public Node read(Node value, String key, Reading reading) {
        if (!(value instanceof Scalar scalar)) {
            return reading.refuse(value, key, expected());
        }
        if (scalar.value() instanceof Long && portAlone) {
            return WholeType.PORT.read(value, key, reading);
        }
        if (!(scalar.value() instanceof String text)) {
            return reading.refuse(value, key, expected());
        }
        try {
            Endpoint endpoint = Endpoint.parse(text);
            if (portNeeded && endpoint.port() < 0) {
                reading.refuse(value.place(), key + ": expected a port behind the address: " + endpoint + ":PORT");
                return null;
            }
            String unknown = unknownParameter(endpoint);
            if (unknown != null) {
                reading.refuse(value.place(), key + ": expected " + (pathMode ? "?path_mode=NAME" : "nothing")
                        + " behind the address, found \"" + unknown + '"');
                return null;
            }
            return value;
        } catch (IllegalArgumentException e) {
            reading.refuse(value.place(), key + ": " + e.getMessage());
            return null;
        }
    }

    private String unknownParameter(Endpoint endpoint) {
        return endpoint.parameters().entrySet().stream()
                .filter(one -> !pathMode || !one.getKey().equals("path_mode") || !PathModeType.isName(one.getValue()))
                .map(one -> '?' + one.getKey() + '=' + one.getValue()).findFirst().orElse(null);
    }

    @Override
    public String expected() {
        return portAlone ? "a port or an address such as \"127.0.0.1:4222\""
                : "an address such as \"nats://127.0.0.1:4222\" or \"[18-ffaa:1:10bf,127.0.0.1]:4222\"";
    }
}
