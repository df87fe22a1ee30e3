package org.pleach.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pleach.network.NativeNetwork;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.PeerAttributes;
import org.pleach.transport.Transport.ConnectRequest;
import org.pleach.transport.Transport.ListenRequest;
import org.pleach.transport.Transport.Purpose;

class TcpTransportTest {

    private final NativeNetwork network = NativeNetwork.open(2, "test-tcp");
    private final TcpTransport transport = new TcpTransport(network);
    private final Peer server = new Peer(true);
    private final Peer client = new Peer(false);

    @AfterEach
    void close() {
        transport.close();
        network.close();
    }

    private Listener listen(String endpoint) throws Exception {
        return transport.listen(new ListenRequest(Purpose.CLIENT, Endpoint.parse(endpoint), server))
                .toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Channel connect(String endpoint, int timeoutMillis) throws Exception {
        return transport.connect(new ConnectRequest(Purpose.ROUTE, Endpoint.parse(endpoint), client, timeoutMillis))
                .toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void carriesBytesBothWaysAndNamesBothEnds() throws Exception {
        Listener listener = listen("127.0.0.1:0");
        assertThat(listener.endpoint().port()).isPositive();
        Channel channel = connect("nats-route://" + listener.endpoint().hostPort(), 5000);
        assertThat(client.events.toString()).isEqualTo("active ");
        channel.writeAndFlush(Unpooled.copiedBuffer("CONNECT", StandardCharsets.US_ASCII));

        await().untilAsserted(() -> assertThat(client.received.toString()).isEqualTo("INFO CONNECT"));
        assertThat(channel.attr(PeerAttributes.TRANSPORT).get()).isEqualTo("tcp");
        assertThat(channel.attr(PeerAttributes.REMOTE).get()).isEqualTo(listener.endpoint());
        Channel accepted = server.channels.peek();
        assertThat(accepted.attr(PeerAttributes.REMOTE).get()).isEqualTo(channel.attr(PeerAttributes.LOCAL).get());
        assertThat(accepted.attr(PeerAttributes.LOCAL).get()).isEqualTo(listener.endpoint());
    }

    @Test
    void resolvesNames() throws Exception {
        Listener listener = listen("localhost:0");
        connect("localhost:" + listener.endpoint().port(), 5000);
        await().untilAsserted(() -> assertThat(client.received.toString()).isEqualTo("INFO "));
    }

    @Test
    void listensIgnoringTheAsOfAnEndpoint() throws Exception {
        Listener listener = listen("nats://18-ffaa:1:10bf,127.0.0.1:0");
        assertThat(listener.endpoint().isScion()).isFalse();
        connect("127.0.0.1:" + listener.endpoint().port(), 5000);
        await().until(() -> client.received.length() > 0);
    }

    @Test
    void leavesScionAndForeignSchemesToOthers() {
        assertThat(transport.connectsTo(Endpoint.parse("18-ffaa:1:10bf,127.0.0.1:4248"))).isFalse();
        assertThat(transport.connectsTo(Endpoint.parse("local://box:1"))).isFalse();
        assertThat(transport.listensOn(
                new ListenRequest(Purpose.CLIENT, Endpoint.parse("local://box:1"), server))).isFalse();
        assertThatThrownBy(() -> connect("18-ffaa:1:10bf,127.0.0.1:4248", 1000)).isInstanceOf(ExecutionException.class)
                .cause().isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("18-ffaa:1:10bf,127.0.0.1]:4248");
    }

    @Test
    void saysThatAPortIsInUse() throws Exception {
        Listener listener = listen("127.0.0.1:0");
        assertThatThrownBy(() -> listen(listener.endpoint().hostPort())).cause().isInstanceOf(BindException.class)
                .hasMessage("listen tcp " + listener.endpoint().hostPort() + ": bind: address already in use");
    }

    @Test
    void saysWhoRefusedAndWhoIsUnknown() throws Exception {
        Listener listener = listen("127.0.0.1:0");
        listener.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> connect(listener.endpoint().hostPort(), 5000)).cause()
                .isInstanceOf(ConnectException.class)
                .hasMessage("dial tcp " + listener.endpoint().hostPort() + ": connect: connection refused");
        assertThatThrownBy(() -> connect("no-such-host.invalid:4222", 15000)).cause()
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("dial tcp: lookup no-such-host.invalid: no such host");
        assertThat(client.channels).isEmpty();
    }

    @Test
    void givesUpInTime() {
        // 192.0.2.0/24 is for documentation: nothing answers there, or the system knows no way.
        assertThatThrownBy(() -> connect("192.0.2.1:4222", 200)).cause()
                .isInstanceOfAny(SocketTimeoutException.class, ConnectException.class)
                .hasMessageStartingWith("dial tcp 192.0.2.1:4222: ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closedListenerKeepsItsConnectionsAndClosedTransportDoesNot(boolean listenerOnly) throws Exception {
        Listener listener = listen("127.0.0.1:0");
        Channel channel = connect(listener.endpoint().hostPort(), 5000);
        await().until(() -> client.received.length() > 0);
        if (listenerOnly) {
            listener.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
            channel.writeAndFlush(Unpooled.copiedBuffer("PING", StandardCharsets.US_ASCII));
            await().untilAsserted(() -> assertThat(client.received.toString()).isEqualTo("INFO PING"));
        } else {
            transport.close();
            assertThat(channel.isOpen()).isFalse();
            assertThatThrownBy(() -> connect(listener.endpoint().hostPort(), 1000));
        }
    }
}
