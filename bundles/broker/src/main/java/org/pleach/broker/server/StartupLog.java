package org.pleach.broker.server;

import java.util.concurrent.CompletionException;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.ServerIdentity;
import org.pleach.transport.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** The first and last lines a server logs, in nats-server's words. */
final class StartupLog {

    private static final Logger LOG = LoggerFactory.getLogger(StartupLog.class);
    /** Shown as FTL, as nats-server does. */
    private static final Marker FATAL = MarkerFactory.getMarker("FATAL");

    void starting(ServerIdentity identity, BrokerOptions options) {
        LOG.info("Starting pleach");
        LOG.info("  Version:  {}", identity.version());
        LOG.debug("  Java:     {}", Runtime.version());
        if (options.clusterName() != null) {
            LOG.info("  Cluster:  {}", options.clusterName());
        }
        LOG.info("  Name:     {}", identity.name());
        LOG.info("  ID:       {}", identity.id());
        if (options.configFile() != null) {
            LOG.info("Using configuration file: {}", options.configFile());
        }
    }

    void plaintextPasswords() {
        LOG.warn("Plaintext passwords detected, use nkeys or bcrypt");
    }

    void tlsRequired() {
        LOG.info("TLS required for client connections");
    }

    void ready() {
        LOG.info("Server is ready");
    }

    void portTaken(Endpoint endpoint, Throwable failure) {
        LOG.error(FATAL, "Error listening on port: {}, \"{}\"", endpoint.hostPort(),
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause().getMessage()
                        : failure.getMessage());
    }

    void fatal(String reason) {
        LOG.error(FATAL, "{}", reason);
    }

    void needsRestart(String keys) {
        LOG.error("Config reload not supported for {}, keeping the old one: restart the server", keys);
    }

    void lameDuck() {
        LOG.info("Entering lame duck mode, stop accepting new clients");
    }

    void stopping() {
        LOG.info("Initiating Shutdown...");
    }

    void stopped() {
        LOG.info("Server Exiting..");
    }
}
