package org.pleach.transport.scion;

import com.typesafe.config.ConfigFactory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pleach.counters.Counters;
import org.pleach.network.NativeNetwork;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.Transport.ConnectRequest;
import org.pleach.transport.Transport.ListenRequest;
import org.pleach.transport.Transport.Purpose;
import org.pleach.transport.scion.quic.QuicCount;

/** Two ends of the transport on one network, over plain UDP. */
final class Rig implements AutoCloseable {

    final NativeNetwork network = NativeNetwork.open(2, "test-quic");
    final UdpEndhost serverHost = new UdpEndhost(network);
    final UdpEndhost clientHost = new UdpEndhost(network);
    final ScionTransport server;
    final ScionTransport client;

    Rig() {
        this("");
    }

    /** Both ends with the same settings, as in the {@code scion} section. */
    Rig(String section) {
        this(options(section), options(section));
    }

    Rig(ScionTransportOptions server, ScionTransportOptions client) {
        this.server = new ScionTransport(serverHost, network, server);
        this.client = new ScionTransport(clientHost, network, client);
    }

    static ScionTransportOptions options(String section) {
        return ScionTransportOptions.from(ConfigFactory.parseString(section));
    }

    Listener listen(ChannelHandler handler) throws Exception {
        return listen("127.0.0.1:0", handler);
    }

    Listener listen(String endpoint, ChannelHandler handler) throws Exception {
        return server.listen(new ListenRequest(Purpose.ROUTE, Endpoint.parse(endpoint), handler)).toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    Channel connect(Listener listener, ChannelHandler handler) throws Exception {
        return connect(listener.endpoint(), handler, 10_000);
    }

    Channel connect(Endpoint endpoint, ChannelHandler handler, int timeout)
            throws InterruptedException, ExecutionException, TimeoutException {
        return client.connect(new ConnectRequest(Purpose.ROUTE, endpoint, handler, timeout)).toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    long serverCount(QuicCount count) {
        return count(server, count);
    }

    long clientCount(QuicCount count) {
        return count(client, count);
    }

    @SuppressWarnings("unchecked")
    private static long count(ScionTransport transport, QuicCount count) {
        return ((Counters<QuicCount>) transport.counters()).get(count);
    }

    @Override
    public void close() {
        client.close();
        server.close();
        network.close();
    }
}
