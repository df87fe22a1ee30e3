package org.pleach.monitoring.system;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pleach.monitoring.page.Query;

/**
 * What a request asks for: a JSON object with nats-server's options and filters, or nothing. Options have other names here
 * than in the addresses of pages; unknown ones are ignored, as in nats-server.
 */
final class RequestOptions {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Map<String, String> PAGE_NAMES = Map.of("account", "acc", "include_unused", "unused");
    private static final List<String> STATES = List.of("open", "closed", "any");

    private final Map<String, List<String>> values = new HashMap<>();


    /**
     * Reads a request.
     *
     * @throws IOException if it is not a JSON object; says where and what came
     */
    static RequestOptions parse(byte[] json) throws IOException {
        RequestOptions options = new RequestOptions();
        if (json.length > 0) {
            try (JsonParser parser = FACTORY.createParser(json)) {
                options.read(parser);
            }
        }
        return options;
    }

    private void read(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return;
        }
        if (first != JsonToken.START_OBJECT) {
            throw new IOException("expected a JSON object, got " + first);
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY) {
                List<String> all = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    all.add(parser.getText());
                    parser.skipChildren();
                }
                values.put(name, all);
            } else if (value == JsonToken.START_OBJECT) {
                parser.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                values.put(name, List.of(parser.getText()));
            }
        }
    }

    /** One option, or an empty text. */
    String text(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.isEmpty() ? "" : all.get(0);
    }

    /**
     * Whether the server with this name, host and cluster is meant. Without {@code exact_match} a part of name and host is
     * enough. Servers have neither tags nor a domain: who asks for one does not mean this server.
     */
    boolean means(String name, String host, String cluster) {
        boolean exact = text("exact_match").equals("true");
        return matches(text("server_name"), name, exact) && matches(text("host"), host, exact)
                && (text("cluster").isEmpty() || text("cluster").equals(cluster))
                && text("domain").isEmpty() && values.getOrDefault("tags", List.of()).isEmpty();
    }

    private static boolean matches(String wanted, String is, boolean exact) {
        return wanted.isEmpty() || (exact ? is.equals(wanted) : is.contains(wanted));
    }

    /** The same as a page takes it, with {@code fixed} in place of what was asked. */
    Query query(Map<String, String> fixed) {
        Map<String, List<String>> query = new HashMap<>();
        values.forEach((name, all) -> query.put(PAGE_NAMES.getOrDefault(name, name), all));
        if (text("subscriptions_detail").equals("true")) {
            query.put("subs", List.of("detail"));
        } else if (text("subscriptions").equals("true")) {
            query.put("subs", List.of("1"));
        }
        if (text("state").matches("[0-2]")) {
            query.put("state", List.of(STATES.get(Integer.parseInt(text("state")))));
        }
        fixed.forEach((name, value) -> query.put(name, List.of(value)));
        return new Query(query);
    }
}
