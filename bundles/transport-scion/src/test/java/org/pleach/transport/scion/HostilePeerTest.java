package org.pleach.transport.scion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.handler.codec.quic.QuicChannel;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pleach.transport.Listener;
import org.pleach.transport.scion.quic.QuicCount;

@Timeout(60)
class HostilePeerTest {

    private final Peer server = new Peer(true);
    private final Peer client = new Peer(false);
    private final List<AutoCloseable> open = new ArrayList<>();
    private Rig rig;
    private Listener listener;
    private Channel bystander;

    private void start(String section) throws Exception {
        rig = new Rig(section);
        listener = rig.listen(server);
        bystander = rig.connect(listener, client);
    }

    private RawQuicClient raw(String protocol) throws Exception {
        RawQuicClient raw = new RawQuicClient(rig.network, protocol);
        open.add(raw);
        return raw;
    }

    @AfterEach
    void nothingElseWasDisturbed() throws Exception {
        bystander.writeAndFlush(Rig.text("undisturbed"));
        await().untilAsserted(() -> assertThat(client.received.toString()).endsWith("undisturbed"));
        assertThat(client.errors).isEmpty();
        for (AutoCloseable one : open) {
            one.close();
        }
        rig.close();
    }

    @Test
    void refusesAnotherApplicationProtocol() throws Exception {
        start("");
        RawQuicClient raw = raw("h3");
        assertThat(raw.connect(listener.endpoint().port()).await().isSuccess()).isFalse();
        // TLS alert 120: no_application_protocol.
        assertThat(raw.closedByPeer.get(10, TimeUnit.SECONDS).error()).isEqualTo(0x178);
        await().untilAsserted(() -> assertThat(rig.serverCount(QuicCount.HANDSHAKES_FAILED)).isEqualTo(1));
        assertThat(server.channels).hasSize(1);
    }

    @Test
    void dropsAndCountsWhatIsNoQuic() throws Exception {
        start("");
        Random random = new Random(7);
        int notQuic = 0;
        try (DatagramSocket stranger = new DatagramSocket()) {
            for (int i = 0; i < 2000; i++) {
                byte[] noise = new byte[1 + random.nextInt(1400)];
                random.nextBytes(noise);
                notQuic += (noise[0] & 0x40) == 0 ? 1 : 0;
                stranger.send(new DatagramPacket(noise, noise.length,
                        new InetSocketAddress("127.0.0.1", listener.endpoint().port())));
                if (i % 100 == 99) {
                    // Loopback loses what the socket's buffer does not take: wait for it to be read.
                    int expected = notQuic;
                    await().untilAsserted(() -> assertThat(rig.serverCount(QuicCount.NOT_QUIC)).isEqualTo(expected));
                }
            }
        }
        assertThat(server.channels).hasSize(1);
    }

    @Test
    void closesAConnectionThatOpensAThirdStream() throws Exception {
        start("");
        RawQuicClient raw = raw("qs");
        QuicChannel connection = raw.connect(listener.endpoint().port()).sync().getNow();
        for (int i = 0; i < 3; i++) {
            RawQuicClient.openStream(connection);
        }
        assertThat(raw.closedByPeer.get(10, TimeUnit.SECONDS)).satisfies(close -> {
            assertThat(close.isApplicationClose()).isTrue();
            assertThat(close.error()).isEqualTo(0x101);
        });
        assertThat(rig.serverCount(QuicCount.UNEXPECTED_STREAMS)).isEqualTo(1);
        await().untilAsserted(() -> assertThat(server.errors).singleElement().satisfies(error ->
                assertThat(error).hasMessage("peer opened stream 10, expected at most two streams")));
    }

    @Test
    void anEmptyStreamOfItsOwnIsNotTheEndOfTheData() throws Exception {
        start("");
        RawQuicClient raw = raw("qs");
        QuicChannel connection = raw.connect(listener.endpoint().port()).sync().getNow();
        RawQuicClient.openStream(connection);
        RawQuicClient.openStream(connection).shutdownOutput().sync();
        await().untilAsserted(() -> assertThat(server.bytes.get()).isEqualTo(1));
        assertThat(server.channels).hasSize(2).allMatch(Channel::isActive);
    }

    @Test
    void aResetStreamEndsTheConnection() throws Exception {
        start("");
        RawQuicClient raw = raw("qs");
        QuicChannel connection = raw.connect(listener.endpoint().port()).sync().getNow();
        RawQuicClient.openStream(connection).shutdownOutput(5).sync();
        await().untilAsserted(() -> assertThat(server.events.toString()).isEqualTo("active active inactive "));
        assertThat(server.errors).hasSize(1);
    }

    @Test
    void givesUpSlowHandshakes() throws Exception {
        start("quic { handshake_timeout = 300ms }");
        RawQuicClient raw = raw("qs");
        // Hears nothing, so it can only ever repeat its first datagram.
        raw.faults.lossIn = 1;
        raw.connect(listener.endpoint().port());
        await().untilAsserted(() -> assertThat(rig.serverCount(QuicCount.HANDSHAKES_TIMED_OUT)).isPositive());
        assertThat(server.channels).hasSize(1);
    }

    @Test
    void aHandshakeWhoseAnswersNobodySeesConfirmsNothing() throws Exception {
        start("quic { handshake_timeout = 3s }");
        UdpSocket socket = rig.serverHost.sockets.peek();
        socket.wantsConfirmation = true;
        RawQuicClient blind = raw("qs");
        blind.faults.lossIn = 1;
        // Sends its first flight again and again: any of these can be decrypted by who sees it.
        blind.connect(listener.endpoint().port());
        await().untilAsserted(() -> assertThat(rig.serverCount(QuicCount.HANDSHAKES_TIMED_OUT)).isPositive());
        assertThat(blind.faults.written.get()).isGreaterThan(1);
        assertThat(socket.confirmedPeers).extracting(InetSocketAddress::getPort)
                .isSubsetOf(rig.clientHost.sockets.peek().localAddress().port());
    }

    @Test
    void asksForProofOfAddressWhenManyHandshakesAreUnderWay() throws Exception {
        start("quic { retry_above = 2, handshake_timeout = 5s }");
        for (int i = 0; i < 2; i++) {
            RawQuicClient deaf = raw("qs");
            deaf.faults.lossIn = 1;
            deaf.connect(listener.endpoint().port());
        }
        // How many handshakes are under way shows in what happens to the next one.
        await().untilAsserted(() -> {
            RawQuicClient honest = raw("qs");
            assertThat(honest.connect(listener.endpoint().port()).sync().getNow().isActive()).isTrue();
            assertThat(rig.serverCount(QuicCount.RETRIES_SENT)).isPositive();
        });
        assertThat(rig.serverCount(QuicCount.TOKENS_REFUSED)).isZero();
        assertThat(server.channels.size()).isGreaterThan(1);
    }

    @Test
    void letsNoMoreHandshakesBeginThanItBears() throws Exception {
        start("quic { retry_above = 0, max_half_open = 2, handshake_timeout = 20s }");
        List<RawQuicClient> deaf = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            RawQuicClient one = raw("qs");
            deaf.add(one);
            one.connect(listener.endpoint().port());
        }
        RawQuicClient late = raw("qs");
        await().untilAsserted(() -> assertThat(server.channels).hasSize(3));
        // All handshakes were done, so nothing was refused: fill the places with ones that stop half-way.
        for (int i = 0; i < 2; i++) {
            RawQuicClient one = raw("qs");
            one.faults.dropInAfter(1);
            one.connect(listener.endpoint().port());
        }
        await().untilAsserted(() -> assertThat(rig.serverCount(QuicCount.RETRIES_SENT)).isGreaterThanOrEqualTo(4));
        await().untilAsserted(() -> {
            late.connect(listener.endpoint().port());
            assertThat(rig.serverCount(QuicCount.HALF_OPEN_REFUSED)).isPositive();
        });
    }
}
