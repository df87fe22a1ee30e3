package org.pleach.interop;

import java.nio.file.Path;
import org.pleach.embedded.Pleach;

/** Pleach, in this JVM. */
public record PleachRunning(Pleach server) implements RunningServer {

    /** Starts one with a configuration file that says where to listen. */
    public static PleachRunning start(Path config) {
        return new PleachRunning(Pleach.builder().config(config).start());
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public String webSocketUrl() {
        return server.webSocketUrl().orElse("");
    }

    @Override
    public void close() {
        server.close();
    }
}
