package org.pleach.rig;

import java.time.Duration;
import java.util.Optional;
import org.pleach.sandbox.SandboxOptions;

/**
 * How a {@link ScionCluster} runs. Immutable.
 *
 * @param sandbox      how its network runs
 * @param ports        which ports to use
 * @param pathMode     {@code scion.path_mode} of both brokers; empty for what is usual
 * @param pathLifetime how long the paths live that daemons hand out; empty for what is usual
 */
public record ClusterSettings(SandboxOptions sandbox, ClusterPorts ports, Optional<String> pathMode,
        Optional<Duration> pathLifetime) {

    /** The usual path mode and lifetime. */
    public static ClusterSettings of(SandboxOptions sandbox, ClusterPorts ports) {
        return new ClusterSettings(sandbox, ports, Optional.empty(), Optional.empty());
    }

    /** The same with a path mode. */
    public ClusterSettings withPathMode(String mode) {
        return new ClusterSettings(sandbox, ports, Optional.of(mode), pathLifetime);
    }

    /** The same with paths that live so long, 1 s to 24 h. */
    public ClusterSettings withPathLifetime(Duration lifetime) {
        return new ClusterSettings(sandbox, ports, pathMode, Optional.of(lifetime));
    }

    String apply(String configuration) {
        String mode = pathMode.map(name -> "scion { path_mode=\"" + name + "\" ").orElse("scion { ");
        return ports.apply(configuration).replace("scion { ", mode);
    }
}
