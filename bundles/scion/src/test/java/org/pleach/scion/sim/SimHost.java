package org.pleach.scion.sim;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.pleach.counters.Counters;
import org.pleach.path.PathInterface;
import org.pleach.path.PathReporter;
import org.pleach.path.PathReporter.PathStatus;
import org.pleach.path.PathReporter.State;
import org.pleach.scion.PathPolicies;
import org.pleach.scion.PathSchedulers;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.ScionCount;
import org.pleach.scion.ScionOptions;
import org.pleach.scion.multipath.Settings;
import org.pleach.scion.multipath.SharedProbes;
import org.pleach.scion.packet.PacketView;
import org.pleach.scion.packet.Protocol;
import org.pleach.scion.path.PathRanking;
import org.pleach.scion.socket.NativeSocket;

/** A host with one SCION socket and a transport on top for each peer. */
final class SimHost {

    final SimNetwork network;
    final ScionAddress address;
    final EmbeddedChannel channel;
    final NativeSocket socket;
    final Counters<ScionCount> counters = new Counters<>("scion", ScionCount.class);
    final PathPolicies policies = new PathPolicies();
    final Map<InetSocketAddress, SimTransport> transports = new HashMap<>();
    final java.util.ArrayList<PathInterface> reportedDown = new java.util.ArrayList<>();
    Consumer<SimTransport> onAccept = transport -> { };
    PathRanking ranking;
    final PathSchedulers schedulers = new PathSchedulers();
    String mode;
    private long stalledUntil;

    SimHost(SimNetwork network, ScionAddress address, ScionOptions options) {
        this(network, address, options, new SharedProbes());
    }

    /** @param shared with other sockets of the same host */
    SimHost(SimNetwork network, ScionAddress address, ScionOptions options, SharedProbes shared) {
        this.network = network;
        this.address = address;
        this.channel = network.world.newChannel();
        this.mode = options.pathMode();
        this.ranking = new PathRanking(options.pathPreference(), policies::get, counters);
        this.socket = new NativeSocket(channel, address, new NativeSocket.Setup(Settings.of(options),
                options.maxPeers(), network.world, network.lookupFrom(address.isdAs()), () -> ranking,
                () -> schedulers.get(mode), reportedDown::add, counters, network.world.random.split(), shared));
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                DatagramPacket packet = (DatagramPacket) message;
                try {
                    transport(packet.sender(), true).received(packet.content());
                } finally {
                    packet.release();
                }
            }
        });
        network.hosts.add(this);
    }

    private SimTransport transport(InetSocketAddress synthetic, boolean accepted) {
        SimTransport known = transports.get(synthetic);
        if (known == null) {
            known = new SimTransport(this, synthetic);
            transports.put(synthetic, known);
            if (accepted) {
                socket.hold(synthetic);
                onAccept.accept(known);
            }
        }
        return known;
    }

    SimTransport dial(SimHost other) {
        InetSocketAddress[] synthetic = new InetSocketAddress[1];
        socket.resolve(other.address).whenComplete((found, failure) -> {
            if (failure != null) {
                throw new AssertionError(failure);
            }
            synthetic[0] = found;
        });
        if (!network.world.runUntil(() -> synthetic[0] != null, 1_000 * SimNetwork.MS)) {
            throw new AssertionError("cannot resolve");
        }
        return transport(synthetic[0], false);
    }

    boolean receives(PacketView view) {
        return view.destinationIsdAs() == address.isdAs().value() && (view.protocol() != Protocol.UDP
                || view.destinationPort() == address.port());
    }

    /** The host's threads do nothing for a while; packets wait in the socket. */
    void stall(long nanos) {
        stalledUntil = network.world.nanos() + nanos;
        network.world.stall(channel, stalledUntil);
    }

    boolean isStalled() {
        return network.world.nanos() < stalledUntil;
    }

    void deliver(ByteBuf packet, InetSocketAddress from) {
        if (!channel.isOpen()) {
            return;
        }
        if (isStalled()) {
            network.world.after(stalledUntil - network.world.nanos(), () -> deliver(packet, from));
            return;
        }
        InetSocketAddress to = new InetSocketAddress(address.host(), address.port());
        channel.writeInbound(new DatagramPacket(packet.copy(), to, from));
    }

    long count(ScionCount name) {
        return counters.get(name);
    }

    List<PathStatus> paths() {
        List<PathReporter.PeerPaths> peers = socket.report();
        return peers.isEmpty() ? List.of() : peers.get(0).paths();
    }

    /** The name of the path in use. */
    String active() {
        return named(State.ACTIVE);
    }

    /** The name of the path in this state, or "none". */
    String named(State state) {
        return paths().stream().filter(status -> status.state() == state)
                .map(status -> name(status)).findFirst().orElse("none");
    }

    State state(String path) {
        return paths().stream().filter(status -> name(status).equals(path)).map(PathStatus::state).findFirst()
                .orElse(null);
    }

    private String name(PathStatus status) {
        return network.paths.values().stream()
                .filter(path -> path.fromX.fingerprint().equals(status.path().fingerprint())
                        || path.fromY.fingerprint().equals(status.path().fingerprint()))
                .map(path -> path.name).findFirst().orElse(status.path().fingerprint());
    }
}
