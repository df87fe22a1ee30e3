package org.pleach.broker.listen;

import io.netty.util.concurrent.Future;
import java.net.BindException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.pleach.broker.BrokerCounter;
import org.pleach.counters.Counters;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.Network;
import org.pleach.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port on one transport: opened, and if that fails, tried again with growing pauses until it is closed. */
final class OpenPort {

    private static final Logger LOG = LoggerFactory.getLogger(OpenPort.class);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 16_000;

    private final Transport transport;
    private final Transport.ListenRequest request;
    private final Network network;
    private final Counters<BrokerCounter> counters;
    private final CompletableFuture<Void> firstAttempt = new CompletableFuture<>();
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private Listener listener;
    private Future<?> retry;
    private boolean closed;

    OpenPort(Transport transport, Transport.ListenRequest request, Network network, Counters<BrokerCounter> counters) {
        this.transport = transport;
        this.request = request;
        this.network = network;
        this.counters = counters;
    }

    CompletableFuture<Void> open() {
        attempt();
        return firstAttempt;
    }

    private void attempt() {
        CompletionStage<Listener> opening;
        try {
            opening = transport.listen(request);
        } catch (RuntimeException e) {
            opening = CompletableFuture.failedFuture(e);
        }
        opening.whenComplete((opened, failure) -> {
            if (failure == null) {
                opened(opened);
                firstAttempt.complete(null);
            } else {
                Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause() : failure;
                failed(cause);
                BindException taken = portTaken(cause);
                if (taken == null) {
                    firstAttempt.complete(null);
                } else {
                    firstAttempt.completeExceptionally(taken);
                }
            }
        });
    }

    /** Transports wrap what the system says; how deep is theirs to know. */
    private static BindException portTaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException taken) {
                return taken;
            }
        }
        return null;
    }

    private synchronized void opened(Listener opened) {
        if (closed) {
            opened.close();
            return;
        }
        listener = new ShownListener(opened, shown(opened));
        // The Go fork has no "on" for routes over SCION, and people search logs for its words.
        boolean asFork = listener.endpoint().isScion() && request.purpose() == Transport.Purpose.ROUTE;
        if (isElsewhere(opened)) {
            LOG.info("Listening for {} clients on {}", opened.transport(), opened.endpoint().url());
        } else {
            LOG.info("Listening for {} connections {}{}", purpose(), asFork ? "" : "on ", listener.endpoint().hostPort());
        }
    }

    /** Whether the transport listens at an address of its own, under a scheme of its own. */
    private boolean isElsewhere(Listener opened) {
        String scheme = opened.endpoint().scheme();
        return !scheme.isEmpty() && !scheme.equals(request.endpoint().scheme());
    }

    /** As configured, with the port that was opened: the system may tell the host in another form. */
    private Endpoint shown(Listener opened) {
        Endpoint endpoint = opened.endpoint();
        return endpoint.isScion() || isElsewhere(opened) ? endpoint : request.endpoint().withIsdAs(null).withPort(endpoint.port());
    }

    private synchronized void failed(Throwable cause) {
        if (closed) {
            return;
        }
        counters.increment(BrokerCounter.LISTEN_FAILURES);
        LOG.error("Error listening on {} port: {}, \"{}\", trying again in {}ms", purpose(),
                request.endpoint().hostPort(), cause.getMessage(), pauseMillis);
        retry = network.eventLoops().next().schedule(this::attempt, pauseMillis, TimeUnit.MILLISECONDS);
        pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS);
    }

    private String purpose() {
        return request.purpose().name().toLowerCase(Locale.ROOT);
    }

    /** The open port, or null. */
    synchronized Listener listener() {
        return listener;
    }

    synchronized void close() {
        closed = true;
        if (retry != null) {
            retry.cancel(false);
        }
        if (listener != null) {
            listener.close();
            listener = null;
        }
        firstAttempt.complete(null);
    }
}
