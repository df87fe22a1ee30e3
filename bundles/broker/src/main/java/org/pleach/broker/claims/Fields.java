package org.pleach.broker.claims;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON object whose fields are asked for by name and kind; a field that is not there is empty, 0 or false, as in Go. */
final class Fields {

    private final String where;
    private final Map<String, Object> values;

    /** @param where it stands, for messages */
    Fields(String where, Map<String, Object> values) {
        this.where = where;
        this.values = values;
    }

    String where() {
        return where;
    }

    String text(String name) throws ClaimsException {
        Object value = values.get(name);
        return value == null ? "" : expect(String.class, value, name, "text");
    }

    boolean flag(String name) throws ClaimsException {
        Object value = values.get(name);
        return value != null && expect(Boolean.class, value, name, "true or false");
    }

    long number(String name) throws ClaimsException {
        return number(name, 0);
    }

    long number(String name, long absent) throws ClaimsException {
        Object value = values.get(name);
        return value == null ? absent : expect(Long.class, value, name, "a whole number");
    }

    /** A number that is cut to what an {@code int} holds. */
    int bounded(String name, long absent) throws ClaimsException {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number(name, absent)));
    }

    Fields object(String name) throws ClaimsException {
        Object value = values.get(name);
        return value == null ? new Fields(path(name), Map.of()) : fields(value, name);
    }

    List<String> texts(String name) throws ClaimsException {
        List<String> texts = new ArrayList<>();
        for (Object each : list(name)) {
            texts.add(expect(String.class, each, name, "a list of texts"));
        }
        return texts;
    }

    List<Fields> objects(String name) throws ClaimsException {
        List<Fields> objects = new ArrayList<>();
        for (Object each : list(name)) {
            objects.add(fields(each, name));
        }
        return objects;
    }

    /** What is in a list, or nothing. */
    List<?> list(String name) throws ClaimsException {
        Object value = values.get(name);
        return value == null ? List.of() : expect(List.class, value, name, "a list");
    }

    /** Whether the field holds a text. */
    boolean isText(String name) {
        return values.get(name) instanceof String;
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    /** The numbers behind names that somebody chose. */
    Map<String, Long> numbers(String name) throws ClaimsException {
        Map<String, Long> numbers = new LinkedHashMap<>();
        Fields inner = object(name);
        for (String each : inner.values.keySet()) {
            numbers.put(each, inner.number(each));
        }
        return numbers;
    }

    /** The names in it. */
    List<String> names() {
        return List.copyOf(values.keySet());
    }

    /** One of a {@link #list} that is an object. */
    Fields fields(Object value, String name) throws ClaimsException {
        Map<String, Object> named = new LinkedHashMap<>();
        for (Map.Entry<?, ?> each : ((Map<?, ?>) expect(Map.class, value, name, "an object")).entrySet()) {
            named.put((String) each.getKey(), each.getValue());
        }
        return new Fields(path(name), named);
    }

    private String path(String name) {
        return where + '.' + name;
    }

    private <T> T expect(Class<T> type, Object value, String name, String expected) throws ClaimsException {
        if (!type.isInstance(value)) {
            throw new ClaimsException(path(name) + ": expected " + expected);
        }
        return type.cast(value);
    }
}
