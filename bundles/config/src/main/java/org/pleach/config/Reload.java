package org.pleach.config;

import java.util.List;

/**
 * Reads the configuration again. An OSGi service; safe to use from any thread.
 *
 * <p>The same happens when the file changes and on SIGHUP.
 */
public interface Reload {

    /**
     * Reads the file again and publishes what changed in it; components take it without a restart where they can.
     *
     * @return what changed, one line each in nats-server's manner ({@code debug = true}), secrets left out; empty if nothing
     * @throws ConfigRefusedException if the file is not accepted, with file and line: the old configuration stays
     * @throws IllegalStateException  if there is no file to read
     */
    List<String> reload() throws ConfigRefusedException;
}
