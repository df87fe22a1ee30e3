package org.pleach.scion.daemon;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers the method {@code Services}, whose request is empty.
 *
 * @param services URIs of the instances by the service's name ({@code control}), in the order on the wire
 */
public record ServicesResponse(Map<String, List<String>> services) {

    private static final int MAX_NAMES = 64;
    private static final int MAX_INSTANCES = 256;
    private static final int MAX_TEXT = 4096;

    /** Copies the map, order kept. */
    public ServicesResponse {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        services.forEach((name, uris) -> copy.put(name, List.copyOf(uris)));
        services = Collections.unmodifiableMap(copy);
    }

    /** Reads the message. */
    public static ServicesResponse decode(byte[] bytes) {
        Map<String, List<String>> services = new LinkedHashMap<>();
        MessageReader in = new MessageReader("ServicesResponse", bytes);
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                in.message("ServicesEntry", entry -> readEntry(entry, services));
            } else {
                in.skip();
            }
        }
        return new ServicesResponse(services);
    }

    private static void readEntry(MessageReader in, Map<String, List<String>> services) {
        String name = "";
        List<String> uris = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> name = in.string(MAX_TEXT);
                case 2 -> in.message("ListService", list -> readList(list, uris));
                default -> in.skip();
            }
        }
        if (services.size() == MAX_NAMES) {
            throw in.malformed("at most " + MAX_NAMES + " services");
        }
        services.put(name, uris);
    }

    private static void readList(MessageReader in, List<String> uris) {
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                in.message("Service", service -> in.add(uris, readService(service), MAX_INSTANCES));
            } else {
                in.skip();
            }
        }
    }

    private static String readService(MessageReader in) {
        String uri = "";
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                uri = in.string(MAX_TEXT);
            } else {
                in.skip();
            }
        }
        return uri;
    }

    /** The message's bytes. */
    public byte[] encode() {
        return MessageWriter.message(out -> services.forEach((name, uris) -> out.nested(1, entry -> entry
                .string(1, name)
                .nested(2, list -> uris.forEach(uri -> list.nested(1, service -> service.string(1, uri)))))));
    }
}
