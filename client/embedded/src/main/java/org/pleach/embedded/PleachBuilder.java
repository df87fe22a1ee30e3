package org.pleach.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.pleach.auth.Authenticator;
import org.pleach.config.ConfigLoader;
import org.pleach.config.ConfigRefusedException;
import org.pleach.config.PleachConfig;
import org.pleach.path.PathPolicy;
import org.pleach.path.policy.bandwidth.BandwidthPolicy;
import org.pleach.path.policy.hops.HopsPolicy;
import org.pleach.path.policy.latency.LatencyPolicy;
import org.pleach.path.policy.mtu.MtuPolicy;
import org.pleach.path.scheduler.PathScheduler;
import org.pleach.path.scheduler.redundant.RedundantPathScheduler;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Network;
import org.pleach.transport.Transport;

/**
 * Puts a server together. What a file or {@link #settings} say holds, the latter winning; {@link #listen} wins over both.
 * Where nothing says on which port to listen it is 4222 on loopback, not on all addresses as a server of its own does.
 * Not thread-safe; may be used again after {@link #start()}.
 */
public final class PleachBuilder {

    /** In a file port 0 is the default one, as in nats-server's. */
    private static final String FREE_PORT = ":-1";
    private static final String LOOPBACK = "127.0.0.1";

    private Path file;
    private final StringBuilder settings = new StringBuilder();
    private String listen;
    private boolean strict;
    private int eventLoops;
    private final List<Function<Network, ? extends Transport>> transports = new ArrayList<>();
    private final List<Authenticator> authenticators = new ArrayList<>();
    private final Map<String, PathPolicy> policies = new LinkedHashMap<>();
    private final Map<String, PathScheduler> schedulers = new LinkedHashMap<>();

    PleachBuilder() {
        policies.put("latency", new LatencyPolicy());
        policies.put("bandwidth", new BandwidthPolicy());
        policies.put("hops", new HopsPolicy());
        policies.put("mtu", new MtuPolicy());
        schedulers.put("redundant", new RedundantPathScheduler());
    }

    /** A configuration file as nats-server reads it, or HOCON. */
    public PleachBuilder config(Path path) {
        file = Objects.requireNonNull(path, "path");
        return this;
    }

    /** Settings as in a file, in HOCON or JSON, such as {@code authorization.token = s3cret}; calls add up. */
    public PleachBuilder settings(String text) {
        settings.append(Objects.requireNonNull(text, "text")).append('\n');
        return this;
    }

    /** The port for clients on loopback; 0 for any free one. */
    public PleachBuilder port(int port) {
        return listen(LOOPBACK, port);
    }

    /** Host and port for clients; port 0 for any free one. */
    public PleachBuilder listen(String host, int port) {
        listen = port == 0 ? Endpoint.of(host, -1).hostPort() + FREE_PORT : Endpoint.of(host, port).hostPort();
        return this;
    }

    /** Whether a key that nats-server has and Pleach has not is an error; otherwise it is a warning in the log. */
    public PleachBuilder strict(boolean refuse) {
        strict = refuse;
        return this;
    }

    /** Threads that move messages; 0, the default, for as many as a server of its own would take. */
    public PleachBuilder eventLoops(int threads) {
        if (threads < 0) {
            throw new IllegalArgumentException("event loops: expected 0 or more, got " + threads);
        }
        eventLoops = threads;
        return this;
    }

    /** A transport besides TCP (and SCION, if configured); closed with the server if it is {@link AutoCloseable}. */
    public PleachBuilder transport(Function<Network, ? extends Transport> made) {
        transports.add(Objects.requireNonNull(made, "made"));
        return this;
    }

    /** Someone who is asked who may connect, before the configuration; the first one added is asked first. */
    public PleachBuilder authenticator(Authenticator authenticator) {
        authenticators.add(Objects.requireNonNull(authenticator, "authenticator"));
        return this;
    }

    /** A path policy for {@code path_preference}, besides those that come with Pleach. */
    public PleachBuilder pathPolicy(String name, PathPolicy policy) {
        policies.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(policy, "policy"));
        return this;
    }

    /** A path scheduler for {@code path_mode}, besides those that come with Pleach. */
    public PleachBuilder pathScheduler(String name, PathScheduler scheduler) {
        schedulers.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(scheduler, "scheduler"));
        return this;
    }

    /**
     * Starts, and returns when clients can connect.
     *
     * @throws StartException if the configuration is wrong or a port is taken
     */
    public Pleach start() {
        PleachConfig config = load();
        Assembly assembly = new Assembly(config, eventLoops);
        policies.forEach(assembly::pathPolicy);
        schedulers.forEach(assembly::pathScheduler);
        transports.forEach(assembly::transport);
        authenticators.forEach(assembly::authenticator);
        return assembly.start();
    }

    private PleachConfig load() {
        try {
            String given = settings.toString();
            if (listen != null) {
                return load(given + "listen = \"" + listen + "\"\n");
            }
            PleachConfig config = load(given);
            return config.config().hasPath("listen") || config.config().hasPath("port") || config.config().hasPath("host")
                    ? config : load(given + "listen = \"" + LOOPBACK + ":4222\"\n");
        } catch (ConfigRefusedException e) {
            throw new StartException(e.getMessage(), e);
        }
    }

    private PleachConfig load(String overrides) throws ConfigRefusedException {
        return new ConfigLoader(file).overrides(overrides).strict(strict).load();
    }
}
