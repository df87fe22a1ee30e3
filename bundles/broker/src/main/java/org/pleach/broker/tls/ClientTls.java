package org.pleach.broker.tls;

import org.pleach.transport.TlsSettings;
import org.pleach.transport.TlsUpgrade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS for client connections: what is configured, and whoever can do it. Both may come, change and go. While it is configured
 * and nobody can do it, no client is taken: never in clear. Safe to use from any thread.
 */
public final class ClientTls {

    private static final Logger LOG = LoggerFactory.getLogger(ClientTls.class);

    private TlsSettings settings;
    private TlsUpgrade upgrade;
    private volatile boolean required;
    private volatile TlsUpgrade.Prepared prepared;

    /** Sets what is configured, or null for no TLS. */
    public synchronized void settings(TlsSettings configured) {
        settings = configured;
        prepare();
    }

    /** Sets who can do it, or null for nobody. */
    public synchronized void upgrade(TlsUpgrade available) {
        upgrade = available;
        prepare();
    }

    private void prepare() {
        required = settings != null;
        prepared = null;
        if (settings == null || upgrade == null) {
            return;
        }
        try {
            prepared = upgrade.prepare(settings);
        } catch (IllegalArgumentException e) {
            LOG.error("TLS for clients cannot be used, none will be taken: {}", e.getMessage());
        }
    }

    /** Whether clients must use TLS. */
    public boolean required() {
        return required;
    }

    /** What does the handshakes, or null if there is nothing that could. */
    public TlsUpgrade.Prepared prepared() {
        return prepared;
    }
}
