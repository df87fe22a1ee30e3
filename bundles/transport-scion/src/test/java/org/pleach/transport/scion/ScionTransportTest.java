package org.pleach.transport.scion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.PeerAttributes;
import org.pleach.transport.Transport.ListenRequest;
import org.pleach.transport.Transport.Purpose;
import org.pleach.transport.scion.quic.QuicCount;

@Timeout(60)
class ScionTransportTest {

    private final Peer server = new Peer(true);
    private final Peer client = new Peer(false);

    @Test
    void carriesBytesBothWaysAndNamesBothEnds() throws Exception {
        try (Rig rig = new Rig()) {
            Listener listener = rig.listen("nats://18-ffaa:1:10bf,127.0.0.1:0", server);
            assertThat(listener.endpoint().hostPort()).startsWith("18-ffaa:1:10bf,127.0.0.1:");
            Channel channel = rig.connect(listener, client);
            assertThat(client.events.toString()).isEqualTo("active ");
            channel.writeAndFlush(Rig.text("CONNECT"));

            await().untilAsserted(() -> assertThat(client.received.toString()).isEqualTo("CONNECT"));
            Channel accepted = server.channels.peek();
            assertThat(channel.attr(PeerAttributes.TRANSPORT).get()).isEqualTo("scion");
            assertThat(channel.attr(PeerAttributes.REMOTE).get().hostPort()).isEqualTo(listener.endpoint().hostPort());
            assertThat(accepted.attr(PeerAttributes.LOCAL).get().hostPort()).isEqualTo(listener.endpoint().hostPort());
            assertThat(accepted.attr(PeerAttributes.REMOTE).get()).isEqualTo(channel.attr(PeerAttributes.LOCAL).get());
            assertThat(rig.serverCount(QuicCount.ACCEPTED)).isEqualTo(1);
            assertThat(rig.clientCount(QuicCount.DIALLED)).isEqualTo(1);
        }
    }

    @Test
    void theAcceptingSideMaySpeakFirst() throws Exception {
        try (Rig rig = new Rig()) {
            rig.connect(rig.listen(server), client);
            await().until(() -> !server.channels.isEmpty());
            server.channels.peek().writeAndFlush(Rig.text("INFO"));
            await().untilAsserted(() -> assertThat(client.received.toString()).isEqualTo("INFO"));
        }
    }

    @Test
    void closingDeliversWhatWasWritten() throws Exception {
        try (Rig rig = new Rig()) {
            Channel channel = rig.connect(rig.listen(new Peer(false)), client);
            Peer other = new Peer(false);
            Listener listener = rig.listen(other);
            Channel second = rig.connect(listener, client);
            int size = 2_000_000;
            second.writeAndFlush(second.alloc().directBuffer(size).writeZero(size)).addListener(done -> second.close());
            await().untilAsserted(() -> assertThat(other.events.toString()).isEqualTo("active inactive "));
            assertThat(other.bytes.get()).isEqualTo(size);
            await().until(() -> !second.parent().isOpen());
            assertThat(rig.clientCount(QuicCount.FAREWELLS_TIMED_OUT)).isZero();
            assertThat(other.errors).isEmpty();
            assertThat(channel.isActive()).isTrue();
        }
    }

    @Test
    void bothEndsMayCloseAtOnce() throws Exception {
        try (Rig rig = new Rig()) {
            Channel channel = rig.connect(rig.listen(server), client);
            await().until(() -> !server.channels.isEmpty());
            Channel accepted = server.channels.peek();
            accepted.close();
            channel.close();
            await().until(() -> !channel.parent().isOpen() && !accepted.parent().isOpen());
            assertThat(rig.clientCount(QuicCount.FAREWELLS_TIMED_OUT)).isZero();
            assertThat(rig.serverCount(QuicCount.FAREWELLS_TIMED_OUT)).isZero();
            assertThat(rig.clientCount(QuicCount.CLOSED_WITH_ERROR)).isZero();
        }
    }

    @Test
    void oneDirectionMayEndBeforeTheOther() throws Exception {
        try (Rig rig = new Rig()) {
            Peer listening = new Peer(false);
            Channel channel = rig.connect(rig.listen(listening), client);
            await().until(() -> !listening.channels.isEmpty());
            Channel accepted = listening.channels.peek();
            accepted.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
            channel.writeAndFlush(Rig.text("request"));
            ((DuplexChannel) channel).shutdownOutput();
            await().untilAsserted(() -> assertThat(listening.events.toString()).isEqualTo("active end "));
            assertThat(listening.received.toString()).isEqualTo("request");

            accepted.writeAndFlush(Rig.text("answer"));
            ((DuplexChannel) accepted).shutdownOutput();
            await().untilAsserted(() -> assertThat(client.events.toString()).isEqualTo("active inactive "));
            assertThat(client.received.toString()).isEqualTo("answer");
            await().untilAsserted(() -> assertThat(listening.events.toString()).isEqualTo("active end inactive "));
        }
    }

    @Test
    void silenceEndsAConnectionInTheIdleTimeout() throws Exception {
        try (Rig rig = new Rig("quic { idle_timeout = 600ms, keep_alive = 300ms }")) {
            Channel channel = rig.connect(rig.listen(server), client);
            await().until(() -> !server.channels.isEmpty());
            rig.clientHost.sockets.peek().faults.lossIn = 1;
            rig.clientHost.sockets.peek().faults.lossOut = 1;
            await().untilAsserted(() -> assertThat(client.events.toString()).isEqualTo("active inactive "));
            assertThat(client.errors).singleElement().satisfies(error -> assertThat(error)
                    .isInstanceOf(IOException.class).hasMessageContaining("no sign of life"));
            await().untilAsserted(() -> assertThat(rig.serverCount(QuicCount.IDLE_TIMEOUTS)).isEqualTo(1));
            assertThat(channel.isOpen()).isFalse();
            await().until(() -> !rig.clientHost.sockets.peek().channel().isOpen());
        }
    }

    @Test
    void idleConnectionsLiveBySignsOfLife() throws Exception {
        try (Rig rig = new Rig("quic { idle_timeout = 800ms, keep_alive = 150ms }")) {
            Channel channel = rig.connect(rig.listen(server), client);
            await().untilAsserted(() ->
                    assertThat(rig.clientCount(QuicCount.KEEP_ALIVES_SENT)).isGreaterThanOrEqualTo(8));
            assertThat(channel.isActive()).isTrue();
            assertThat(client.events.toString()).isEqualTo("active ");
        }
    }

    @Test
    void survivesLoss() throws Exception {
        try (Rig rig = new Rig()) {
            Channel channel = rig.connect(rig.listen(server), client);
            rig.clientHost.sockets.peek().faults.lossIn = 0.02;
            rig.clientHost.sockets.peek().faults.lossOut = 0.02;
            int size = 1_000_000;
            channel.writeAndFlush(channel.alloc().directBuffer(size).writeZero(size));
            await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> assertThat(client.bytes.get()).isEqualTo(size));
        }
    }

    @Test
    void servesManyConnectionsOnOnePort() throws Exception {
        try (Rig rig = new Rig()) {
            Listener listener = rig.listen(server);
            List<Channel> channels = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                channels.add(rig.connect(listener, client));
            }
            channels.forEach(channel -> channel.writeAndFlush(Rig.text("12345678")));
            await().untilAsserted(() -> assertThat(client.bytes.get()).isEqualTo(800));
            channels.forEach(Channel::close);
            await().until(() -> channels.stream().noneMatch(channel -> channel.parent().isOpen()));
            await().until(() -> rig.serverHost.sockets.peek().held.get() == 0);
        }
    }

    @Test
    void closedListenerKeepsItsConnectionsAndLetsNobodyIn() throws Exception {
        try (Rig rig = new Rig()) {
            Listener listener = rig.listen(server);
            Channel channel = rig.connect(listener, client);
            listener.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThatThrownBy(() -> rig.connect(listener.endpoint(), client, 300)).cause()
                    .hasMessage("dial scion " + listener.endpoint().hostPort() + ": timeout: no answer");
            channel.writeAndFlush(Rig.text("still here"));
            await().untilAsserted(() -> assertThat(client.received.toString()).isEqualTo("still here"));
            channel.close();
            await().until(() -> !rig.serverHost.sockets.peek().channel().isOpen());
        }
    }

    @Test
    void leavesNothingOpenBehind() throws Exception {
        Rig rig = new Rig();
        try (rig) {
            Listener listener = rig.listen(server);
            Channel channel = rig.connect(listener, client);
            int port = listener.endpoint().port();
            rig.client.close();
            rig.server.close();
            assertThat(channel.isOpen()).isFalse();
            assertThat(server.channels).noneMatch(Channel::isOpen);
            assertThat(rig.clientHost.sockets).noneMatch(socket -> socket.channel().isOpen());
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)).close();
        }
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().startsWith("test-quic"));
    }

    @Test
    void saysWhyItCannotListen() throws Exception {
        try (Rig rig = new Rig()) {
            assertThatThrownBy(() -> rig.listen("18-ffaa:1:10a0,127.0.0.1:0", server)).cause()
                    .hasMessage("listen scion 18-ffaa:1:10a0,127.0.0.1:0: expected an address of the local AS "
                            + "18-ffaa:1:10bf, got one of 18-ffaa:1:10a0");
            Listener listener = rig.listen(server);
            assertThatThrownBy(() -> rig.listen(listener.endpoint().hostPort(), server)).cause()
                    .hasMessageStartingWith("listen scion " + listener.endpoint().hostPort())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void saysWhoDoesNotAnswer() throws Exception {
        try (Rig rig = new Rig(); DatagramSocket silent =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            Endpoint nobody = Endpoint.parse("[18-ffaa:1:10a0,127.0.0.1]:" + silent.getLocalPort());
            assertThatThrownBy(() -> rig.connect(nobody, client, 300)).cause()
                    .hasMessage("dial scion " + nobody.hostPort() + ": timeout: no answer");
            await().until(() -> !rig.clientHost.sockets.peek().channel().isOpen());
            assertThat(client.channels).isEmpty();
        }
    }

    @Test
    void leavesEndpointsWithoutAnAsAndForeignSchemesToOthers() {
        try (Rig rig = new Rig()) {
            assertThat(rig.client.connectsTo(Endpoint.parse("127.0.0.1:4222"))).isFalse();
            assertThat(rig.client.connectsTo(Endpoint.parse("[1-ff00:0:110,::1]:4222"))).isTrue();
            assertThat(rig.client.listensOn(new ListenRequest(Purpose.CLIENT, Endpoint.parse("ws://h:80"), server)))
                    .isFalse();
            assertThat(rig.client.listensOn(new ListenRequest(Purpose.CLIENT, Endpoint.parse("4222"), server)))
                    .isTrue();
        }
    }

    @Test
    void confirmsAuthenticDatagramsOnlyWhenTheSocketWantsToKnow() throws Exception {
        try (Rig rig = new Rig()) {
            Listener listener = rig.listen(server);
            Channel channel = rig.connect(listener, client);
            channel.writeAndFlush(Rig.text("one"));
            await().untilAsserted(() -> assertThat(client.received.toString()).isEqualTo("one"));
            UdpSocket socket = rig.serverHost.sockets.peek();
            assertThat(socket.confirmed).hasValue(0);

            socket.wantsConfirmation = true;
            try (DatagramSocket stranger = new DatagramSocket()) {
                byte[] noise = new byte[1200];
                noise[0] = 0x40;
                stranger.send(new java.net.DatagramPacket(noise, noise.length,
                        new InetSocketAddress("127.0.0.1", listener.endpoint().port())));
            }
            channel.writeAndFlush(Rig.text("two"));
            await().untilAsserted(() -> assertThat(socket.confirmed.get()).isPositive());
            assertThat(rig.serverCount(QuicCount.DATAGRAMS_CONFIRMED)).isEqualTo(socket.confirmed.get());
        }
    }

    @Test
    void tellsTheSocketTheRoundTripTime() throws Exception {
        try (Rig rig = new Rig()) {
            Channel channel = rig.connect(rig.listen(server), client);
            channel.writeAndFlush(Rig.text("x"));
            await().untilAsserted(() ->
                    assertThat(rig.clientHost.sockets.peek().lastRoundTrip.get()).isBetween(1L, 1_000_000_000L));
        }
    }
}
