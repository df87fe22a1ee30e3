package org.pleach.transport.scion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pleach.counters.Counters;
import org.pleach.network.NativeNetwork;
import org.pleach.path.IsdAs;
import org.pleach.path.PathReporter.PathStatus;
import org.pleach.path.PathReporter.PeerPaths;
import org.pleach.path.PathReporter.State;
import org.pleach.sandbox.Cut;
import org.pleach.sandbox.Sandbox;
import org.pleach.sandbox.Topology;
import org.pleach.scion.NativeEndhost;
import org.pleach.scion.PathPolicies;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.ScionCount;
import org.pleach.scion.ScionOptions;
import org.pleach.scion.multipath.PeerAddress;
import org.pleach.scion.packet.Bytes;
import org.pleach.scion.packet.HostAddress;
import org.pleach.scion.packet.PacketView;
import org.pleach.scion.packet.RawPath;
import org.pleach.scion.packet.ScionHeader;
import org.pleach.scion.packet.ScmpMessage;
import org.pleach.scion.packet.ScmpTemplate;
import org.pleach.scion.path.ScionPath;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.Transport.ConnectRequest;
import org.pleach.transport.Transport.ListenRequest;
import org.pleach.transport.Transport.Purpose;

/**
 * Two ends talk over the real stack while somebody in the AS of each, who does not see their packets, sends it all he
 * can think of in the name of the other one.
 */
@Timeout(120)
class ForgeryOverSandboxTest {

    private static final IsdAs BF = IsdAs.parse("18-ffaa:1:10bf");
    private static final IsdAs A0 = IsdAs.parse("18-ffaa:1:10a0");

    private final NativeNetwork network = NativeNetwork.open(2, "test-forgery");
    private final Sandbox sandbox = Sandbox.start(Topology.builtIn("demo"), network);
    private final NativeEndhost serverHost = host(BF);
    private final NativeEndhost clientHost = host(A0);
    private final ScionTransport server = new ScionTransport(serverHost, network, ScionTransportOptions.defaults());
    private final ScionTransport client = new ScionTransport(clientHost, network, ScionTransportOptions.defaults());
    private final Ticking serverSide = new Ticking();
    private final Ticking clientSide = new Ticking();
    private final Random random = new Random(1);
    private final List<byte[]> initials = new ArrayList<>();
    private DatagramSocket forger;
    private Channel channel;

    private NativeEndhost host(IsdAs isdAs) {
        return NativeEndhost.open(network, ScionOptions.from(ConfigFactory.empty())
                .withDaemon(sandbox.daemonAddress(isdAs)), new PathPolicies());
    }

    @BeforeEach
    void connect() throws Exception {
        Listener listener = server.listen(new ListenRequest(Purpose.ROUTE,
                Endpoint.parse("nats://18-ffaa:1:10bf,127.0.0.1:0"), serverSide)).toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        channel = client.connect(new ConnectRequest(Purpose.ROUTE, listener.endpoint(), clientSide, 10_000))
                .toCompletableFuture().get(20, TimeUnit.SECONDS);
        forger = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        collectInitials();
        await().until(() -> serverSide.received > 50 && clientSide.received > 50);
        await().until(() -> serverHost.peers().size() == 1 && serverHost.peers().get(0).paths().size() > 1);
    }

    /** Beginnings of a connection, which anybody can make. */
    private void collectInitials() throws Exception {
        try (DatagramSocket sink = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                RawQuicClient quic = new RawQuicClient(network, "qs")) {
            quic.connect(sink.getLocalPort());
            for (int i = 0; i < 2; i++) {
                DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
                sink.receive(packet);
                initials.add(Arrays.copyOf(packet.getData(), packet.getLength()));
            }
        }
    }

    @AfterEach
    void close() {
        forger.close();
        client.close();
        server.close();
        clientHost.close();
        serverHost.close();
        sandbox.close();
        network.close();
    }

    private static PeerPaths peer(NativeEndhost host) {
        return host.peers().get(0);
    }

    private void send(PeerPaths victim, ByteBuf packet) throws Exception {
        byte[] bytes = new byte[packet.readableBytes()];
        packet.getBytes(packet.readerIndex(), bytes);
        ScionAddress to = ScionAddress.parse(victim.local());
        forger.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(to.host(), to.port())));
    }

    private void forgeDatagram(PeerPaths victim, ScionPath path, byte[] content) throws Exception {
        ByteBuf packet = Unpooled.buffer();
        ScionPath back = ScionPath.listed(path.destination(), path.source(), path.metadata(), path.expiry(),
                RawPath.reverse(path.raw()), path.nextHop());
        new PeerAddress(ScionAddress.parse(victim.remote()), ScionAddress.parse(victim.local()), 77)
                .datagramTemplate(back).write(packet, Unpooled.wrappedBuffer(content), 0, content.length);
        PacketView view = new PacketView();
        assertThat(view.parseForHost(packet).isOk()).isTrue();
        view.path().setPosition(view.path().infoCount() - 1, view.path().hopCount() - 1);
        send(victim, packet);
    }

    private void forgeDown(PeerPaths victim, ScionPath path) throws Exception {
        ByteBuf quoted = Unpooled.buffer();
        new PeerAddress(ScionAddress.parse(victim.local()), ScionAddress.parse(victim.remote()), 77)
                .datagramTemplate(path).write(quoted, Unpooled.wrappedBuffer(new byte[600]), 0, 600);
        ScionAddress local = ScionAddress.parse(victim.local());
        ScionHeader header = ScionHeader.of(1, local.isdAs(), HostAddress.of(local.host()), path.destination(),
                HostAddress.of(InetAddress.getLoopbackAddress()), RawPath.reverse(path.raw()));
        ByteBuf packet = Unpooled.buffer();
        new ScmpTemplate(header).write(packet, new ScmpMessage.ExternalInterfaceDown(path.source(),
                path.metadata().interfaces().get(0).id(), Bytes.copyOf(quoted, 0, quoted.readableBytes())));
        send(victim, packet);
    }

    /** One round of everything, against one end. */
    private void attack(PeerPaths victim) throws Exception {
        ScionPath path = (ScionPath) victim.paths().get(random.nextInt(victim.paths().size())).path();
        byte[] garbage = new byte[100 + random.nextInt(1000)];
        random.nextBytes(garbage);
        garbage[0] = (byte) (0x40 | garbage[0] & 0x3F);
        forgeDatagram(victim, path, garbage);
        forgeDatagram(victim, path, garbage);
        forgeDown(victim, path);
        ScionPath madeUp = madeUp(path);
        forgeDatagram(victim, madeUp, garbage);
        for (byte[] initial : initials) {
            forgeDatagram(victim, madeUp, initial);
        }
    }

    private ScionPath madeUp(ScionPath path) {
        byte[] raw = path.raw().clone();
        for (int at = raw.length - 10; at < raw.length; at++) {
            raw[at] = (byte) random.nextInt(256);
        }
        return ScionPath.listed(path.source(), path.destination(), path.metadata(), path.expiry(), raw, path.nextHop());
    }

    private void attackWhile(int messages) {
        long serverBefore = serverSide.received;
        long clientBefore = clientSide.received;
        await().atMost(50, TimeUnit.SECONDS).pollInterval(5, TimeUnit.MILLISECONDS).until(() -> {
            attack(peer(serverHost));
            attack(peer(clientHost));
            return serverSide.received > serverBefore + messages && clientSide.received > clientBefore + messages;
        });
    }

    private static Set<String> fingerprints(NativeEndhost host) {
        return peer(host).paths().stream().map(status -> status.path().fingerprint()).collect(Collectors.toSet());
    }

    @SuppressWarnings("unchecked")
    private static long count(NativeEndhost host, ScionCount name) {
        return ((Counters<ScionCount>) host.counters()).get(name);
    }

    @Test
    void noForgeryMovesTrafficOrStopsIt() {
        Set<String> serverPaths = fingerprints(serverHost);
        Set<String> clientPaths = fingerprints(clientHost);
        attackWhile(300);
        PathStatus active = peer(clientHost).paths().stream().filter(path -> path.state() == State.ACTIVE).findFirst()
                .orElseThrow();
        sandbox.faults().link(sandbox.faults().linksOf(active.path().metadata().interfaces()).get(0))
                .cut(Cut.silent());
        attackWhile(300);
        assertThat(serverSide.outOfOrder).isZero();
        assertThat(clientSide.outOfOrder).isZero();
        assertThat(channel.isActive()).isTrue();
        assertThat(serverHost.peers()).hasSize(1);
        assertThat(serverPaths).as("no path of the forger's").containsAll(fingerprints(serverHost));
        assertThat(clientPaths).as("no path of the forger's").containsAll(fingerprints(clientHost));
        for (NativeEndhost host : List.of(serverHost, clientHost)) {
            assertThat(count(host, ScionCount.SCMP_FORGED)).isPositive();
            assertThat(count(host, ScionCount.SCMP_DOWN_RECEIVED)).isZero();
        }
    }
}
