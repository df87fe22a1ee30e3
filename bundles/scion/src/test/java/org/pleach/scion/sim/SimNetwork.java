package org.pleach.scion.sim;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.scion.daemon.DaemonPath;
import org.pleach.scion.daemon.PathsResponse;
import org.pleach.scion.packet.Bytes;
import org.pleach.scion.packet.CommonHeader;
import org.pleach.scion.packet.HopField;
import org.pleach.scion.packet.HostAddress;
import org.pleach.scion.packet.PacketView;
import org.pleach.scion.packet.PathView;
import org.pleach.scion.packet.Protocol;
import org.pleach.scion.packet.RawPath;
import org.pleach.scion.packet.ScionHeader;
import org.pleach.scion.packet.ScmpMessage;
import org.pleach.scion.packet.ScmpTemplate;
import org.pleach.scion.packet.ScmpType;
import org.pleach.scion.packet.ScmpView;
import org.pleach.scion.path.Links;
import org.pleach.scion.path.PathLookup;
import org.pleach.scion.path.ScionPath;

/** The five golden paths between X and Y, each with delays, losses and cuts of its own. Routers check nothing here. */
final class SimNetwork {

    static final IsdAs X = IsdAs.parse("1-ff00:0:111");
    static final IsdAs Y = IsdAs.parse("1-ff00:0:112");
    static final long MS = 1_000_000;

    /** Of all golden hop fields. */
    private static final int UNITS = 63;

    final SimWorld world;
    final Map<String, SimPath> paths = new LinkedHashMap<>();
    final List<SimHost> hosts = new ArrayList<>();
    boolean routersAnswerProbes = true;
    boolean daemonDown;
    long lookups;
    private int key;
    /** How long paths live that are looked up now; 0 for as long as the golden ones. */
    long lifetimeMillis;
    /** What routers say is down where a path is cut; null for the first interface of the path. */
    PathInterface downAtFirstRouter;
    /** What routers say instead, made from the quoted packet; null for that an interface is down. */
    Function<Bytes, ScmpMessage> complaint;
    long packets;
    /** The flow ID of what each host sent last. */
    final Map<SimHost, Integer> flowIds = new HashMap<>();

    /** A path both ways; {@code forward} is X to Y. */
    static final class SimPath {
        final String name;
        final ScionPath fromX;
        final ScionPath fromY;
        long delay = 10 * MS;
        long jitter;
        double loss;
        boolean cutForward;
        boolean cutBackward;
        boolean scmp;
        boolean hidden;
        long carriedForward;
        long carriedBackward;

        SimPath(String name, ScionPath fromX, ScionPath fromY) {
            this.name = name;
            this.fromX = fromX;
            this.fromY = fromY;
        }

        void cut() {
            cutForward = true;
            cutBackward = true;
        }

        void heal() {
            cutForward = false;
            cutBackward = false;
        }
    }

    SimNetwork(SimWorld world) {
        this.world = world;
        Map<String, ScionPath> back = new LinkedHashMap<>();
        golden("paths-y-x", Y, X).forEach(path -> back.put(path.links().reversed().toString(), path));
        Map<String, String> names = Map.of("3 3", "X-Y", "1 1 2 1", "X-A-Y", "2 1 2 2", "X-B-Y",
                "1 1 3 3 2 2", "X-A-B-Y", "2 1 3 3 2 1", "X-B-A-Y");
        for (ScionPath path : golden("paths-x-y", X, Y)) {
            String links = path.links().toString();
            paths.put(links, new SimPath(names.get(links), path, back.get(links)));
        }
        world.afterEachStep = this::collect;
    }

    private static List<ScionPath> golden(String call, IsdAs from, IsdAs to) {
        List<ScionPath> paths = new ArrayList<>();
        for (DaemonPath path : PathsResponse.decode(response(call)).paths()) {
            String[] hop = path.nextHop().split(":");
            paths.add(ScionPath.listed(from, to, path.metadata(), path.expiry(), path.raw(),
                    new InetSocketAddress(hop[0], Integer.parseInt(hop[1]))));
        }
        return paths;
    }

    private static byte[] response(String call) {
        try (InputStream in = SimNetwork.class.getResourceAsStream("/golden/daemon/" + call + ".response.bin")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SimPath named(String name) {
        return paths.values().stream().filter(path -> path.name.equals(name)).findFirst().orElseThrow();
    }

    /** What a daemon in the source's AS says; answers after a millisecond. */
    PathLookup lookupFrom(IsdAs source) {
        return (destination, refresh) -> {
            CompletableFuture<List<ScionPath>> answer = new CompletableFuture<>();
            lookups++;
            world.after(MS, () -> {
                if (daemonDown) {
                    answer.completeExceptionally(new IllegalStateException("the daemon is down"));
                } else {
                    answer.complete(paths.values().stream().filter(path -> !path.hidden)
                            .map(path -> withKey(aged(source.equals(X) ? path.fromX : path.fromY))).toList());
                }
            });
            return (CompletionStage<List<ScionPath>>) answer;
        };
    }

    /** From now on routers know only hop fields that are looked up from now on. */
    void changeKeys() {
        key++;
    }

    private ScionPath withKey(ScionPath path) {
        if (key == 0) {
            return path;
        }
        byte[] raw = path.raw().clone();
        PathView view = new PathView();
        view.wrap(Unpooled.wrappedBuffer(raw), 0, raw.length);
        for (int hop = 0; hop < view.hopCount(); hop++) {
            // Stands for another MAC, which has no meaning here.
            raw[view.hopIndex(hop) + 1] += (byte) key;
        }
        return ScionPath.listed(path.source(), path.destination(), path.metadata(), path.expiry(), raw,
                path.nextHop());
    }

    private ScionPath aged(ScionPath path) {
        return lifetimeMillis == 0 ? path : ScionPath.listed(path.source(), path.destination(), path.metadata(),
                Instant.ofEpochMilli(world.epochMillis() + lifetimeMillis), path.raw(), path.nextHop());
    }

    private void collect() {
        boolean any;
        do {
            any = false;
            for (SimHost host : hosts) {
                for (DatagramPacket packet = host.channel.readOutbound(); packet != null;
                        packet = host.channel.readOutbound()) {
                    carry(host, packet);
                    any = true;
                }
            }
        } while (any);
    }

    private void carry(SimHost from, DatagramPacket packet) {
        packets++;
        ByteBuf content = Unpooled.copiedBuffer(packet.content());
        packet.release();
        PacketView view = new PacketView();
        if (!view.parseForHost(content).isOk() || !view.verifyChecksum().isOk()) {
            throw new AssertionError("a malformed packet was sent");
        }
        flowIds.put(from, CommonHeader.flowId(content, view.index()));
        boolean forward = from.address.isdAs().equals(X);
        Links links = Links.of(view.path());
        SimPath path = paths.get((forward ? links : links.reversed()).toString());
        if (forward) {
            path.carriedForward++;
        } else {
            path.carriedBackward++;
        }
        if (HopField.expiryUnits(content, view.path().hopIndex(0)) != UNITS + key) {
            Bytes quote = Bytes.copyOf(view.buffer(), view.index(), view.length());
            IsdAs router = forward ? X : Y;
            ByteBuf answer = fromRouter(from, view, router, new ScmpMessage.ParameterProblem(52, 56, quote));
            world.after(2 * MS, () -> from.deliver(answer, new InetSocketAddress("127.0.0.99", 30042)));
            return;
        }
        if (path.loss > 0 && world.random.nextDouble() < path.loss) {
            return;
        }
        if (forward ? path.cutForward : path.cutBackward) {
            if (path.scmp) {
                complain(from, path, view);
            }
            return;
        }
        if (isProbe(view)) {
            answerProbe(from, path, view);
            return;
        }
        view.path().setPosition(view.path().infoCount() - 1, view.path().hopCount() - 1);
        SimHost to = hosts.stream().filter(host -> host.receives(view)).findFirst().orElse(null);
        if (to != null) {
            world.after(delay(path), () -> to.deliver(content, new InetSocketAddress("127.0.0.99", 30042)));
        }
    }

    private long delay(SimPath path) {
        return path.delay + (path.jitter == 0 ? 0 : world.random.nextLong(path.jitter));
    }

    private static boolean isProbe(PacketView view) {
        ScmpView scmp = new ScmpView();
        return view.protocol() == Protocol.SCMP && scmp.wrap(view).isOk()
                && scmp.type() == ScmpType.TRACEROUTE_REQUEST;
    }

    private void answerProbe(SimHost from, SimPath path, PacketView view) {
        boolean forward = from.address.isdAs().equals(X);
        if (!routersAnswerProbes || (forward ? path.cutBackward : path.cutForward)) {
            return;
        }
        ScmpView scmp = new ScmpView();
        scmp.wrap(view);
        List<PathInterface> ends = (forward ? path.fromX : path.fromY).metadata().interfaces();
        PathInterface last = ends.get(ends.size() - 1);
        ByteBuf answer = fromRouter(from, view, last.isdAs(), new ScmpMessage.TracerouteReply(scmp.identifier(),
                scmp.sequence(), last.isdAs(), last.id()));
        world.after(2 * delay(path), () -> from.deliver(answer, new InetSocketAddress("127.0.0.99", 30042)));
    }

    private void complain(SimHost from, SimPath path, PacketView view) {
        ScionPath sent = from.address.isdAs().equals(X) ? path.fromX : path.fromY;
        PathInterface first = sent.metadata().interfaces().get(0);
        if (complaint != null) {
            Bytes quote = Bytes.copyOf(view.buffer(), view.index(), view.length());
            ByteBuf answer = fromRouter(from, view, first.isdAs(), complaint.apply(quote));
            world.after(2 * MS, () -> from.deliver(answer, new InetSocketAddress("127.0.0.99", 30042)));
        } else {
            complain(from, view, downAtFirstRouter == null ? first : downAtFirstRouter);
        }
    }

    /** A router says that an interface is down, quoting the packet. */
    void complain(SimHost from, PacketView view, PathInterface down) {
        Bytes quote = Bytes.copyOf(view.buffer(), view.index(), view.length());
        ByteBuf answer = fromRouter(from, view, down.isdAs(),
                new ScmpMessage.ExternalInterfaceDown(down.isdAs(), down.id(), quote));
        world.after(2 * MS, () -> from.deliver(answer, new InetSocketAddress("127.0.0.99", 30042)));
    }

    private static ByteBuf fromRouter(SimHost to, PacketView request, IsdAs router, ScmpMessage message) {
        byte[] raw = Bytes.copyOf(request.buffer(), request.pathIndex(), request.pathLength()).toArray();
        ScionHeader header = ScionHeader.of(1, to.address.isdAs(), HostAddress.of(to.address.host()), router,
                HostAddress.of(new InetSocketAddress("127.0.0.99", 1).getAddress()), RawPath.reverse(raw));
        ByteBuf packet = Unpooled.buffer();
        new ScmpTemplate(header).write(packet, message);
        return packet;
    }
}
