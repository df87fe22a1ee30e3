package org.pleach.transport.tcp;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pleach.transport.TlsSettings;
import org.pleach.transport.TlsUpgrade.Prepared;

/**
 * TLS as a connecting end needs it. Without files of its own it is made ready when it is first asked for, and not on
 * an event loop: to read the JVM's authorities takes about 200 ms, which most servers need never spend. Safe to use
 * from any thread.
 */
final class TlsOnDemand {

    private final TlsSettings settings;
    private final Resolver threads;
    private CompletableFuture<Prepared> prepared;

    /**
     * @param threads where it is made ready
     * @throws IllegalArgumentException if a file of {@code settings} cannot be used
     */
    TlsOnDemand(TlsSettings settings, Resolver threads) {
        this.settings = settings;
        this.threads = threads;
        if (!settings.equals(TlsSettings.DEFAULT)) {
            prepared = CompletableFuture.completedFuture(new Tls().prepare(settings));
        }
    }

    synchronized CompletionStage<Prepared> get() {
        if (prepared == null || prepared.isCompletedExceptionally()) {
            prepared = threads.call(() -> new Tls().prepare(settings));
        }
        return prepared;
    }
}
