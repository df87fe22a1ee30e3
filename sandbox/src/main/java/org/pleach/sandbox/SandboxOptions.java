package org.pleach.sandbox;

import java.util.OptionalLong;
import org.pleach.sandbox.router.RouterCore;

/**
 * How a sandbox runs. Immutable.
 *
 * @param seed        decides on keys, segment IDs, loss and jitter, so that a run can be repeated; empty for random ones
 * @param endHostPort the port of hosts on which SCMP echo is answered; 30041 except in tests
 */
public record SandboxOptions(OptionalLong seed, int endHostPort) {

    /** Random keys, port 30041. */
    public static final SandboxOptions DEFAULT = new SandboxOptions(OptionalLong.empty(), RouterCore.END_HOST_PORT);

    /** The same with a seed. */
    public SandboxOptions withSeed(long value) {
        return new SandboxOptions(OptionalLong.of(value), endHostPort);
    }

    /** The same with another end-host port. */
    public SandboxOptions withEndHostPort(int port) {
        return new SandboxOptions(seed, port);
    }
}
