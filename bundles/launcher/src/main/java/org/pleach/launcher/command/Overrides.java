package org.pleach.launcher.command;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the flags mean for the configuration: settings that win over those of the file. */
public final class Overrides {

    private static final String CLUSTER = "cluster";
    private static final String TLS = "tls";

    private final Arguments arguments;
    private final Map<String, Object> root = new LinkedHashMap<>();

    private Overrides(Arguments arguments) {
        this.arguments = arguments;
    }

    /** JSON for {@code pleach.config.overrides}. */
    public static String of(Arguments arguments) throws UsageException {
        Overrides overrides = new Overrides(arguments);
        overrides.server();
        overrides.logging();
        overrides.authorization();
        overrides.cluster();
        overrides.tls();
        return ConfigValueFactory.fromMap(overrides.root).render(ConfigRenderOptions.concise());
    }

    private void server() {
        set("host", arguments.text("addr"));
        set("port", arguments.number("port"));
        set("server_name", arguments.text("name"));
        set("client_advertise", arguments.text("client_advertise"));
        set("http_port", arguments.number("http_port"));
        set("https_port", arguments.number("https_port"));
        set("pid_file", arguments.text("pid"));
        if (arguments.on("scion")) {
            root.put("scion", new LinkedHashMap<String, Object>());
        }
    }

    private void logging() {
        set("log_file", arguments.text("log"));
        set("logtime", arguments.isSet("logtime"));
        set("logtime_utc", arguments.isSet("logtime_utc"));
        set("debug", arguments.isSet("debug"));
        set("trace", arguments.isSet("trace"));
        set("trace", arguments.isSet("VV"));
        set("trace_verbose", arguments.isSet("VV"));
        for (String both : List.of("DV", "DVV")) {
            set("debug", arguments.isSet(both));
            set("trace", arguments.isSet(both));
        }
        set("trace_verbose", arguments.isSet("DVV"));
    }

    private void authorization() {
        set("authorization", "user", arguments.text("user"));
        set("authorization", "password", arguments.text("pass"));
        set("authorization", "token", arguments.text("auth"));
    }

    private void cluster() throws UsageException {
        set(CLUSTER, "name", arguments.text("cluster_name"));
        set(CLUSTER, "advertise", arguments.text("cluster_advertise"));
        set(CLUSTER, "no_advertise", arguments.isSet("no_advertise"));
        set(CLUSTER, "connect_retries", arguments.number("connect_retries"));
        clusterListen(arguments.text("cluster"));
        String routes = arguments.text("routes");
        if (routes != null) {
            set(CLUSTER, "routes", Arrays.stream(routes.split(",")).map(String::strip)
                    .filter(route -> !route.isEmpty()).toList());
        }
    }

    /** A URL, whose user and password are what routes must show; empty switches the cluster's port off. */
    private void clusterListen(String url) throws UsageException {
        if (url == null) {
            return;
        }
        if (url.isEmpty()) {
            set(CLUSTER, "port", 0);
            return;
        }
        int start = url.indexOf("://") < 0 ? 0 : url.indexOf("://") + 3;
        int at = url.lastIndexOf('@');
        if (at < start) {
            set(CLUSTER, "listen", url);
            return;
        }
        String user = url.substring(start, at);
        int colon = user.indexOf(':');
        if (colon < 0) {
            throw new UsageException("expected a password in the URL of --cluster: nats://USER:PASSWORD@HOST:PORT", false);
        }
        set(CLUSTER, "listen", url.substring(0, start) + url.substring(at + 1));
        Map<String, Object> authorization = new LinkedHashMap<>();
        authorization.put("user", user.substring(0, colon));
        authorization.put("password", user.substring(colon + 1));
        set(CLUSTER, "authorization", authorization);
    }

    private void tls() throws UsageException {
        Boolean wanted = arguments.isSet(TLS);
        boolean said = wanted != null || arguments.isSet("tlsverify") != null || arguments.text("tlscert") != null
                || arguments.text("tlskey") != null || arguments.text("tlscacert") != null;
        if (!said || Boolean.FALSE.equals(wanted)) {
            return;
        }
        if (arguments.text("tlscert") == null || arguments.text("tlskey") == null) {
            throw new UsageException("expected --tlscert and --tlskey with --tls", false);
        }
        set(TLS, "cert_file", arguments.text("tlscert"));
        set(TLS, "key_file", arguments.text("tlskey"));
        set(TLS, "ca_file", arguments.text("tlscacert"));
        set(TLS, "verify", arguments.isSet("tlsverify"));
    }

    private void set(String key, Object value) {
        if (value != null) {
            root.put(key, value);
        }
    }

    @SuppressWarnings("unchecked")
    private void set(String section, String key, Object value) {
        if (value != null) {
            ((Map<String, Object>) root.computeIfAbsent(section, name -> new LinkedHashMap<String, Object>()))
                    .put(key, value);
        }
    }
}
