package org.pleach.broker.listen;

import io.netty.channel.Channel;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pleach.transport.Transport;

/**
 * The transports there are, and the listenings that follow them. They come and go at any time. Safe to use from any thread.
 */
public final class Transports {

    private record Ranked(Transport transport, int rank) { }

    private final List<Ranked> ranked = new ArrayList<>();
    private final List<EndpointListening> listenings = new ArrayList<>();

    /** Adds one; the highest rank is asked first to connect. Every listening that it serves opens a port. */
    public synchronized void add(Transport transport, int rank) {
        ranked.add(new Ranked(transport, rank));
        ranked.sort(Comparator.comparingInt(Ranked::rank).reversed());
        listenings.forEach(listening -> listening.added(transport));
    }

    /** Removes one; its ports are closed, its connections live on. */
    public synchronized void remove(Transport transport) {
        ranked.removeIf(each -> each.transport() == transport);
        listenings.forEach(listening -> listening.removed(transport));
    }

    synchronized void follow(EndpointListening listening) {
        listenings.add(listening);
        listening.begin(ranked.stream().map(Ranked::transport).toList());
    }

    synchronized void forget(EndpointListening listening) {
        listenings.remove(listening);
    }

    /** See {@link org.pleach.broker.Broker#connect}. */
    public CompletionStage<Channel> connect(Transport.ConnectRequest request) {
        for (Transport transport : all()) {
            if (transport.connectsTo(request.endpoint())) {
                return transport.connect(request);
            }
        }
        return CompletableFuture.failedFuture(new ConnectException("no transport for " + request.endpoint()
                + ": there are " + all().stream().map(Transport::name).toList()));
    }

    private synchronized List<Transport> all() {
        return ranked.stream().map(Ranked::transport).toList();
    }
}
