package org.pleach.broker.listen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.pleach.broker.BrokerCounter;
import org.pleach.broker.Listening;
import org.pleach.counters.Counters;
import org.pleach.transport.Listener;
import org.pleach.transport.Network;
import org.pleach.transport.Transport;

/** Keeps one port open for each transport that serves the endpoint. Safe to use from any thread. */
public final class EndpointListening implements Listening {

    private final Transports transports;
    private final Network network;
    private final Counters<BrokerCounter> counters;
    private final Transport.ListenRequest request;
    private final Map<Transport, OpenPort> ports = new LinkedHashMap<>();
    private final CompletableFuture<Void> firstAttempt = new CompletableFuture<>();
    private boolean closed;

    private EndpointListening(Transports transports, Network network, Counters<BrokerCounter> counters,
                              Transport.ListenRequest request) {
        this.transports = transports;
        this.network = network;
        this.counters = counters;
        this.request = request;
    }

    /** Starts to listen on every transport present and to come. */
    public static EndpointListening open(Transports transports, Network network, Counters<BrokerCounter> counters,
                                         Transport.ListenRequest request) {
        EndpointListening listening = new EndpointListening(transports, network, counters, request);
        transports.follow(listening);
        return listening;
    }

    void begin(List<Transport> present) {
        List<CompletableFuture<Void>> attempts = new ArrayList<>();
        for (Transport transport : present) {
            CompletableFuture<Void> attempt = open(transport);
            if (attempt != null) {
                attempts.add(attempt);
            }
        }
        if (!attempts.isEmpty()) {
            CompletableFuture.allOf(attempts.toArray(CompletableFuture[]::new))
                    .whenComplete((nothing, failure) -> over(failure));
        }
    }

    /** A transport has come since the start. With none at the start, the first one to come decides. */
    synchronized void added(Transport transport) {
        boolean only = ports.isEmpty();
        CompletableFuture<Void> attempt = open(transport);
        if (only && attempt != null) {
            attempt.whenComplete((nothing, failure) -> firstCame(failure));
        }
    }

    /** Returns when the first attempt is over, or null if the transport does not serve the endpoint. */
    private synchronized CompletableFuture<Void> open(Transport transport) {
        if (closed || !transport.listensOn(request)) {
            return null;
        }
        OpenPort port = new OpenPort(transport, request, network, counters);
        ports.put(transport, port);
        return port.open();
    }

    private synchronized void firstCame(Throwable failure) {
        if (ports.size() == 1) {
            over(failure);
        }
    }

    private void over(Throwable failure) {
        if (failure == null) {
            firstAttempt.complete(null);
        } else {
            firstAttempt.completeExceptionally(failure instanceof CompletionException ? failure.getCause() : failure);
        }
    }

    synchronized void removed(Transport transport) {
        OpenPort port = ports.remove(transport);
        if (port != null) {
            port.close();
        }
    }

    @Override
    public synchronized List<Listener> listeners() {
        return ports.values().stream().map(OpenPort::listener).filter(listener -> listener != null).toList();
    }

    @Override
    public CompletionStage<Void> firstAttempt() {
        return firstAttempt.minimalCompletionStage();
    }

    @Override
    public void close() {
        transports.forget(this);
        synchronized (this) {
            closed = true;
            ports.values().forEach(OpenPort::close);
            ports.clear();
        }
    }
}
