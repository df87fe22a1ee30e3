package org.pleach.config.osgi;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A Configuration Admin in memory that notes what is done to it. */
final class RecordingAdmin {

    private final Map<String, Dictionary<String, Object>> stored = new TreeMap<>();
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    ConfigurationAdmin admin() {
        return proxy(ConfigurationAdmin.class, (method, args) -> switch (method) {
            case "getConfiguration" -> configuration((String) args[0]);
            case "listConfigurations" -> listed((String) args[0]);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    /** {@code update PID} and {@code delete PID} since the last call. */
    List<String> events() {
        synchronized (events) {
            List<String> copy = List.copyOf(events);
            events.clear();
            return copy;
        }
    }

    Object value(String pid, String key) {
        return stored.get(pid).get(key);
    }

    void put(String pid, Dictionary<String, Object> properties) {
        stored.put(pid, properties);
    }

    private Configuration[] listed(String filter) {
        String mark = filter.substring(1, filter.indexOf('='));
        return stored.entrySet().stream().filter(entry -> entry.getValue().get(mark) != null)
                .map(entry -> configuration(entry.getKey())).toArray(Configuration[]::new);
    }

    @SuppressWarnings("unchecked")
    private Configuration configuration(String pid) {
        return proxy(Configuration.class, (method, args) -> switch (method) {
            case "getPid" -> pid;
            case "getProperties" -> stored.get(pid);
            case "update" -> {
                events.add("update " + pid);
                yield stored.put(pid, (Dictionary<String, Object>) args[0]);
            }
            case "delete" -> {
                events.add("delete " + pid);
                yield stored.remove(pid);
            }
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private interface Call {
        Object answer(String method, Object[] args);
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, args) -> {
                    Object answer = call.answer(method.getName(), args);
                    return method.getReturnType() == void.class ? null : answer;
                }));
    }
}
