package org.pleach.scion.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pleach.counters.Counters;
import org.pleach.path.IsdAs;
import org.pleach.scion.NoPathException;
import org.pleach.scion.PathSchedulers;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.ScionCount;
import org.pleach.scion.ScionOptions;
import org.pleach.scion.multipath.Clock;
import org.pleach.scion.multipath.PeerAddress;
import org.pleach.scion.multipath.Settings;
import org.pleach.scion.multipath.SharedProbes;
import org.pleach.scion.packet.Packet;
import org.pleach.scion.packet.PacketView;
import org.pleach.scion.path.PathLookup;
import org.pleach.scion.path.PathRanking;
import org.pleach.scion.path.ScionPath;

/** One socket, seen from both sides: packets below, datagrams above. */
class NativeSocketTest {

    private static final IsdAs X = IsdAs.parse("1-ff00:0:111");
    private static final IsdAs Y = IsdAs.parse("1-ff00:0:112");
    private static final ScionAddress LOCAL = ScionAddress.parse("1-ff00:0:112,127.0.0.36:31000");
    private static final ScionAddress PEER = ScionAddress.parse("1-ff00:0:111,127.0.0.28:32000");
    private static final InetSocketAddress ROUTER = new InetSocketAddress("127.0.0.33", 31014);

    private final MockTicker ticker = Ticker.newMockTicker();
    private final Counters<ScionCount> counters = new Counters<>("scion", ScionCount.class);
    private final List<DatagramPacket> received = new ArrayList<>();
    private final EmbeddedChannel channel = EmbeddedChannel.builder().ticker(ticker).build();
    private List<ScionPath> paths = GoldenPaths.between(Y, X);
    private boolean confirms;
    private final NativeSocket socket = socket(LOCAL, 4);

    private NativeSocket socket(ScionAddress local, int maxPeers) {
        PathLookup lookup = (destination, refresh) -> CompletableFuture.completedFuture(
                destination.equals(X) ? paths : List.of());
        PathRanking ranking = new PathRanking(List.of(), name -> null, counters);
        NativeSocket made = new NativeSocket(channel, local, new NativeSocket.Setup(
                Settings.of(ScionOptions.defaults()), maxPeers, new TickerClock(), lookup, () -> ranking,
                () -> new PathSchedulers().get("failover"), down -> { }, counters, new SplittableRandom(1),
                new SharedProbes()));
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                DatagramPacket packet = (DatagramPacket) message;
                received.add(packet);
                if (confirms) {
                    assertThat(socket.confirm(packet.sender())).isTrue();
                }
            }
        });
        return made;
    }

    private final class TickerClock implements Clock {
        @Override
        public long nanos() {
            return ticker.nanoTime();
        }

        @Override
        public long epochMillis() {
            return 1_795_484_400_000L + ticker.nanoTime() / 1_000_000;
        }
    }

    @AfterEach
    void close() {
        received.forEach(DatagramPacket::release);
        channel.finishAndReleaseAll();
    }

    private void run() {
        channel.runPendingTasks();
        channel.runScheduledPendingTasks();
    }

    /** A packet of {@code from} over the first path, as it arrives. */
    private ByteBuf packet(ScionAddress from, String payload) {
        return packet(from, LOCAL, GoldenPaths.between(X, Y).get(0), payload);
    }

    private static ByteBuf packet(ScionAddress from, ScionAddress to, ScionPath path, String payload) {
        ByteBuf content = Unpooled.copiedBuffer(payload, StandardCharsets.UTF_8);
        ByteBuf packet = Unpooled.buffer();
        new PeerAddress(from, to, 1).datagramTemplate(path).write(packet, content, 0, content.readableBytes());
        if (!path.isInside()) {
            PacketView view = new PacketView();
            assertThat(view.parseForHost(packet).isOk()).isTrue();
            view.path().setPosition(view.path().infoCount() - 1, view.path().hopCount() - 1);
        }
        return packet;
    }

    private void deliver(ByteBuf packet) {
        channel.writeInbound(new DatagramPacket(packet, new InetSocketAddress(LOCAL.host(), LOCAL.port()), ROUTER));
        run();
    }

    private DatagramPacket write(InetSocketAddress to, String payload) {
        channel.writeOutbound(new DatagramPacket(Unpooled.copiedBuffer(payload, StandardCharsets.UTF_8), to));
        run();
        return nextDatagram();
    }

    /** The next packet sent that is no probe. */
    private DatagramPacket nextDatagram() {
        for (DatagramPacket sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
            if (parse(sent).protocol() == 17) {
                return sent;
            }
            sent.release();
        }
        return null;
    }

    private static PacketView parse(DatagramPacket packet) {
        PacketView view = new PacketView();
        assertThat(view.parseForHost(packet.content()).isOk()).isTrue();
        assertThat(view.verifyChecksum().isOk()).isTrue();
        return view;
    }

    private static String text(ByteBuf buffer) {
        return buffer.toString(StandardCharsets.UTF_8);
    }

    @Test
    void handsUpAPayloadUnderOneConstantAddress() {
        deliver(packet(PEER, "one"));
        deliver(packet(PEER, "two"));
        assertThat(received).hasSize(2);
        DatagramPacket first = received.get(0);
        assertThat(text(first.content())).isEqualTo("one");
        assertThat(first.content().readerIndex()).as("QUIC reads from index 0").isZero();
        assertThat(first.recipient()).isEqualTo(socket.syntheticLocalAddress());
        assertThat(first.sender()).isEqualTo(received.get(1).sender());
        assertThat(first.sender().getPort()).isEqualTo(PEER.port());
        assertThat(first.sender().getAddress()).isInstanceOf(Inet6Address.class);
        assertThat(first.sender().getAddress().getAddress()[0]).isEqualTo((byte) 0xFD);
        assertThat(socket.peer(first.sender())).isEqualTo(PEER);
    }

    @Test
    void answersAStrangerOnTheWayItsLastPacketCame() {
        deliver(packet(PEER, "one"));
        DatagramPacket answer = write(received.get(0).sender(), "answer");
        assertThat(answer.recipient()).isEqualTo(ROUTER);
        PacketView view = parse(answer);
        assertThat(new Packet.Udp(view.sourcePort(), view.destinationPort(), 0, org.pleach.scion.packet.Bytes.EMPTY))
                .isEqualTo(new Packet.Udp(LOCAL.port(), PEER.port(), 0, org.pleach.scion.packet.Bytes.EMPTY));
        assertThat(new IsdAs(view.destinationIsdAs())).isEqualTo(X);
        assertThat(text(answer.content().slice(view.udpPayloadIndex(), view.udpPayloadLength()))).isEqualTo("answer");
        assertThat(view.path().isFirstHop()).isTrue();
        answer.release();
        deliver(packet(PEER, LOCAL, GoldenPaths.between(X, Y).get(1), "two"));
        DatagramPacket other = write(received.get(0).sender(), "answer");
        assertThat(parse(other).path().hopCount()).isEqualTo(4);
        other.release();
    }

    @Test
    void onceConfirmedOnlyConfirmedPacketsMoveTheAnswers() {
        confirms = true;
        deliver(packet(PEER, "one"));
        confirms = false;
        deliver(packet(PEER, LOCAL, GoldenPaths.between(X, Y).get(1), "spoofed"));
        DatagramPacket answer = write(received.get(0).sender(), "answer");
        assertThat(parse(answer).path().hopCount()).isEqualTo(2);
        answer.release();
        assertThat(socket.report()).hasSize(1);
        assertThat(socket.report().get(0).paths()).hasSize(5);
    }

    @Test
    void confirmationCountsOnlyForThePacketBeingRead() {
        deliver(packet(PEER, "one"));
        assertThat(socket.wantsConfirmation()).isFalse();
        assertThat(socket.confirm(received.get(0).sender())).isFalse();
        assertThat(socket.report()).isEmpty();
    }

    @Test
    void talksInsideItsAsWithoutARouter() {
        ScionAddress neighbour = ScionAddress.parse("1-ff00:0:112,127.0.0.37:33000");
        deliver(packet(neighbour, LOCAL, ScionPath.inside(Y, 1472, java.time.Instant.MAX), "near"));
        DatagramPacket answer = write(received.get(0).sender(), "answer");
        assertThat(answer.recipient()).isEqualTo(new InetSocketAddress("127.0.0.37", 33000));
        answer.release();
    }

    @Test
    void dropsAndCountsWhatIsNotForItOrBroken() {
        deliver(packet(PEER, ScionAddress.parse("1-ff00:0:112,127.0.0.37:31000"), GoldenPaths.between(X, Y).get(0), "x"));
        deliver(packet(PEER, ScionAddress.parse("1-ff00:0:112,127.0.0.36:31001"), GoldenPaths.between(X, Y).get(0), "x"));
        deliver(packet(PEER, ScionAddress.parse("1-ff00:0:110,127.0.0.36:31000"), GoldenPaths.between(X, Y).get(0), "x"));
        assertThat(counters.get(ScionCount.DROPPED_WRONG_DESTINATION)).isEqualTo(3);
        ByteBuf forged = packet(PEER, "forged");
        forged.setByte(forged.writerIndex() - 1, forged.getByte(forged.writerIndex() - 1) ^ 1);
        deliver(forged);
        assertThat(counters.get(ScionCount.DROPPED_UDP_CHECKSUM)).isEqualTo(1);
        ByteBuf whole = packet(PEER, "truncated");
        for (int length = 0; length < whole.readableBytes(); length++) {
            deliver(whole.copy(0, length));
        }
        assertThat(counters.get(ScionCount.DROPPED_TRUNCATED)).isEqualTo(whole.readableBytes());
        ByteBuf version = packet(PEER, "version");
        version.setByte(0, 0x10);
        deliver(version);
        assertThat(counters.get(ScionCount.DROPPED_MALFORMED)).isEqualTo(1);
        deliver(packet(ScionAddress.parse("1-ff00:0:111,0.0.0.0:1"), "x"));
        deliver(packet(ScionAddress.parse("1-ff00:0:111,255.255.255.255:1"), "x"));
        deliver(packet(ScionAddress.parse("1-ff00:0:111,127.0.0.28:0"), "x"));
        assertThat(counters.get(ScionCount.DROPPED_BAD_SOURCE)).isEqualTo(3);
        assertThat(received).isEmpty();
        assertThat(counters.get(ScionCount.DATAGRAMS_RECEIVED)).isZero();
    }

    @Test
    void dropsPacketsWhosePathCannotBeAnswered() {
        ByteBuf midway = packet(PEER, "midway");
        PacketView view = new PacketView();
        view.parseForHost(midway);
        view.path().setPosition(0, 0);
        deliver(midway);
        deliver(packet(PEER, LOCAL, ScionPath.inside(X, 1472, java.time.Instant.MAX), "no path"));
        assertThat(counters.get(ScionCount.DROPPED_BAD_PATH)).isEqualTo(2);
        assertThat(received).isEmpty();
    }

    @Test
    void makesRoomForStrangersAtTheCostOfStrangers() {
        confirms = true;
        deliver(packet(PEER, "known"));
        confirms = false;
        InetSocketAddress known = received.get(0).sender();
        for (int i = 1; i <= 10; i++) {
            deliver(packet(ScionAddress.parse("1-ff00:0:111,127.0.0.28:" + (40000 + i)), "stranger"));
        }
        assertThat(counters.get(ScionCount.PEERS_EVICTED)).isEqualTo(7);
        assertThat(socket.peer(known)).isEqualTo(PEER);
        assertThat(socket.peer(received.get(1).sender())).isNull();
        DatagramPacket gone = write(received.get(1).sender(), "too late");
        assertThat(gone).isNull();
        assertThat(counters.get(ScionCount.DROPPED_UNKNOWN_PEER)).isEqualTo(1);
    }

    @Test
    void turnsStrangersAwayWhenAllPeersAreHeld() {
        for (int i = 1; i <= 4; i++) {
            deliver(packet(ScionAddress.parse("1-ff00:0:111,127.0.0.28:" + (40000 + i)), "peer"));
            socket.hold(received.get(i - 1).sender());
        }
        deliver(packet(PEER, "stranger"));
        assertThat(received).hasSize(4);
        assertThat(counters.get(ScionCount.DROPPED_TOO_MANY_PEERS)).isEqualTo(1);
        socket.release(received.get(0).sender());
        deliver(packet(PEER, "stranger"));
        assertThat(received).hasSize(5);
    }

    @Test
    void forgetsWhoIsSilentForLongUnlessHeld() {
        deliver(packet(PEER, "stranger"));
        deliver(packet(ScionAddress.parse("1-ff00:0:111,127.0.0.28:40001"), "held"));
        socket.hold(received.get(1).sender());
        for (int i = 0; i < 4; i++) {
            ticker.advance(30, TimeUnit.SECONDS);
            run();
        }
        assertThat(socket.peer(received.get(0).sender())).isNull();
        assertThat(socket.peer(received.get(1).sender())).isNotNull();
    }

    private Throwable resolve(ScionAddress address) {
        Throwable[] failure = new Throwable[1];
        socket.resolve(address).whenComplete((found, cause) -> failure[0] = cause);
        run();
        return failure[0];
    }

    @Test
    void resolvesAPeerToTheAddressUnderWhichItAnswers() {
        InetSocketAddress[] synthetic = new InetSocketAddress[1];
        socket.resolve(PEER).whenComplete((found, failure) -> synthetic[0] = found);
        run();
        DatagramPacket sent = write(synthetic[0], "hello");
        assertThat(sent.recipient()).isEqualTo(paths.get(0).nextHop());
        sent.release();
        deliver(packet(PEER, "answer"));
        assertThat(received.get(0).sender()).isEqualTo(synthetic[0]);
    }

    @Test
    void saysWhyAPeerCannotBeReached() {
        assertThat(resolve(ScionAddress.parse("1-ff00:0:999,127.0.0.1:1"))).isInstanceOf(NoPathException.class)
                .hasMessageContaining("no path to 1-ff00:0:999,127.0.0.1:1").hasMessageContaining("knows no path");
        assertThat(resolve(ScionAddress.parse("1-0,127.0.0.1:1"))).isInstanceOf(IllegalArgumentException.class);
        paths = paths.stream().map(path -> ScionPath.listed(path.source(), path.destination(),
                org.pleach.path.PathMetadata.of(path.metadata().interfaces(), 1250), path.expiry(), path.raw(),
                path.nextHop())).toList();
        assertThat(resolve(PEER)).isInstanceOf(NoPathException.class)
                .hasMessageContaining("none of 5 paths carries datagrams of 1200 bytes");
    }

    @Test
    void dropsDatagramsThatAreTooBig() {
        deliver(packet(PEER, "one"));
        assertThat(write(received.get(0).sender(), "x".repeat(1201))).isNull();
        assertThat(counters.get(ScionCount.DROPPED_TOO_BIG)).isEqualTo(1);
        DatagramPacket fits = write(received.get(0).sender(), "x".repeat(1200));
        assertThat(fits).isNotNull();
        fits.release();
    }

    @Test
    void sendsTheBytesThatTheReferenceSends() {
        ScionPath path = GoldenPaths.between(X, Y).get(0);
        List<GoldenDatagram> sent = GoldenDatagram.sentFromXToY("udp-xy");
        assertThat(sent).isNotEmpty();
        for (GoldenDatagram golden : sent) {
            ByteBuf out = Unpooled.buffer();
            ByteBuf payload = Unpooled.wrappedBuffer(golden.payload());
            new PeerAddress(golden.source(), golden.destination(), golden.flowId()).datagramTemplate(path)
                    .write(out, payload, 0, payload.readableBytes());
            assertThat(ByteBufUtil.hexDump(out)).isEqualTo(golden.hex());
        }
    }

    @Test
    void namesThePeersItKnowsInNothingButNumbers() throws Exception {
        assertThat(PeerKey.of(PEER).address()).isEqualTo(PEER);
        ScionAddress v6 = new ScionAddress(X, InetAddress.getByName("2001:db8::28"), 9);
        assertThat(PeerKey.of(v6).address()).isEqualTo(v6);
        ScionAddress loopback = new ScionAddress(X, InetAddress.getByName("::1"), 9);
        assertThat(PeerKey.of(loopback).address()).isEqualTo(loopback);
        assertThatThrownBy(() -> new ScionAddress(X, InetAddress.getLoopbackAddress(), 70000))
                .hasMessageContaining("70000");
    }
}
