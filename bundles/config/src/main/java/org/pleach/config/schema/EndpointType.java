package org.pleach.config.schema;

import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;
import org.pleach.transport.Endpoint;

/**
 * An address, of TCP or SCION, in any of the forms of {@link Endpoint}.
 *
 * @param portNeeded whether it must name a port
 * @param portAlone  whether a port alone will do
 */
record EndpointType(boolean portNeeded, boolean portAlone) implements ValueType {

    /** Where to listen: a port, or an address with one. */
    static final EndpointType LISTEN = new EndpointType(true, true);
    /** Where to connect. */
    static final EndpointType CONNECT = new EndpointType(false, false);
    /** A host and a port. */
    static final EndpointType HOST_PORT = new EndpointType(true, false);

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
            return value;
        } catch (IllegalArgumentException e) {
            reading.refuse(value.place(), key + ": " + e.getMessage());
            return null;
        }
    }

    @Override
    public String expected() {
        return portAlone ? "a port or an address such as \"127.0.0.1:4222\""
                : "an address such as \"nats://127.0.0.1:4222\" or \"[18-ffaa:1:10bf,127.0.0.1]:4222\"";
    }
}
