package org.pleach.scion.daemon;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers the method {@code Interfaces}, whose request is empty.
 *
 * @param interfaces underlay address of the border router, {@code ip:port}, by interface ID, in the order on the wire
 */
public record InterfacesResponse(Map<Long, String> interfaces) {

    private static final int MAX_INTERFACES = 4096;

    /** Copies the map, order kept. */
    public InterfacesResponse {
        interfaces = Collections.unmodifiableMap(new LinkedHashMap<>(interfaces));
    }

    /** Reads the message. */
    public static InterfacesResponse decode(byte[] bytes) {
        Map<Long, String> interfaces = new LinkedHashMap<>();
        MessageReader in = new MessageReader("InterfacesResponse", bytes);
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                in.message("InterfacesEntry", entry -> readEntry(entry, interfaces));
            } else {
                in.skip();
            }
        }
        return new InterfacesResponse(interfaces);
    }

    private static void readEntry(MessageReader in, Map<Long, String> interfaces) {
        long id = 0;
        String[] address = {""};
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> id = in.varint();
                case 2 -> in.message("Interface", value -> address[0] = DaemonPathCodec.readInterface(value));
                default -> in.skip();
            }
        }
        if (interfaces.size() == MAX_INTERFACES) {
            throw in.malformed("at most " + MAX_INTERFACES + " interfaces");
        }
        interfaces.put(id, address[0]);
    }

    /** The message's bytes. */
    public byte[] encode() {
        return MessageWriter.message(out -> interfaces.forEach((id, address) -> out.nested(1, entry -> entry
                .number(1, id)
                .nested(2, value -> DaemonPathCodec.writeInterface(address, value)))));
    }
}
