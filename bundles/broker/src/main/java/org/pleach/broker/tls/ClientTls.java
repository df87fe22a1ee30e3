package org.pleach.broker.tls;

import org.pleach.broker.ClientTlsOptions;
import org.pleach.transport.TlsUpgrade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS for client connections: what is configured, and whoever can do it. Both may come, change and go. While it is configured
 * and nobody can do it, no client is taken: never in clear. Files are read again each time it is set; if they cannot be used
 * any more, those read before stay in use. Safe to use from any thread.
 */
public final class ClientTls {

    private static final Logger LOG = LoggerFactory.getLogger(ClientTls.class);

    private TlsUpgrade upgrade;
    private TlsUpgrade preparedBy;
    private volatile ClientTlsOptions options;
    private volatile TlsUpgrade.Prepared prepared;
    private volatile String failure;

    /** Sets what is configured, or null for no TLS. */
    public synchronized void options(ClientTlsOptions configured) {
        options = configured;
        prepare();
    }

    /** Sets who can do it, or null for nobody. */
    public synchronized void upgrade(TlsUpgrade available) {
        upgrade = available;
        prepare();
    }

    private void prepare() {
        failure = null;
        if (options == null || upgrade == null) {
            prepared = null;
            return;
        }
        try {
            prepared = upgrade.prepare(options.settings());
            preparedBy = upgrade;
        } catch (IllegalArgumentException e) {
            failure = e.getMessage();
            if (prepared != null && preparedBy == upgrade) {
                LOG.error("Failed to reload TLS for clients, keeping what is in use: {}", failure);
            } else {
                prepared = null;
                LOG.error("TLS for clients cannot be used, none will be taken: {}", failure);
            }
        }
    }

    /** What is configured now, or null for connections in clear. */
    public ClientTlsOptions options() {
        return options;
    }

    /** What does the handshakes, or null if there is nothing that could. */
    public TlsUpgrade.Prepared prepared() {
        return prepared;
    }

    /** Why the configured files cannot be used, or null if they can, or if nobody has tried. */
    public String failure() {
        return failure;
    }
}
