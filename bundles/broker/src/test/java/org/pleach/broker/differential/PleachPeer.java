package org.pleach.broker.differential;

import java.nio.file.Files;
import java.nio.file.Path;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.LoopbackServer;
import org.pleach.config.ConfigLoader;
import org.pleach.config.PleachConfig;

/** This project's server with a configuration file. */
final class PleachPeer implements Peer {

    private final Path file;
    private final LoopbackServer server;

    PleachPeer(Path folder, String config) throws Exception {
        file = folder.resolve("pleach.conf");
        server = new LoopbackServer(options(config), 1);
    }

    private BrokerOptions options(String config) throws Exception {
        Files.writeString(file, config);
        return BrokerOptions.from(new ConfigLoader(file).load().sections().get(PleachConfig.BROKER_PID));
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void reload(String config) throws Exception {
        server.server().reload(options(config));
    }

    @Override
    public void close() {
        server.close();
    }
}
