package org.pleach.sandbox;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.pleach.counters.Counters;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.sandbox.daemon.DaemonServer;
import org.pleach.sandbox.link.LinkCount;
import org.pleach.sandbox.link.LinkDirection;
import org.pleach.sandbox.net.BorderRouter;
import org.pleach.sandbox.net.DatagramSockets;
import org.pleach.sandbox.net.EchoShim;
import org.pleach.sandbox.net.EmulatedLink;
import org.pleach.sandbox.router.RouterCore;
import org.pleach.sandbox.router.RouterSpec;
import org.pleach.sandbox.segment.ControlPlane;
import org.pleach.transport.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a sandbox: opens all sockets, then joins them, then serves. Used once. */
final class SandboxStart {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxStart.class);
    private static final int LEAST_DATAGRAM = 2048;
    private static final int HEADROOM = 64;

    private final Topology wanted;
    private final Network network;
    private final SandboxOptions options;
    private final Random random;
    private final ControlPlane control;
    private final DatagramSockets sockets;
    private final Map<IsdAs, AsClock> clocks = new HashMap<>();
    private final Map<IsdAs, BorderRouter> routers = new LinkedHashMap<>();
    private final Map<IsdAs, DaemonServer> daemons = new LinkedHashMap<>();
    private final Map<String, EmulatedLink> links = new LinkedHashMap<>();
    private final List<EchoShim> shims = new ArrayList<>();
    private final Map<IsdAs, InetSocketAddress> routerAddresses = new HashMap<>();
    private final Map<IsdAs, InetSocketAddress> daemonAddresses = new HashMap<>();
    private final Map<PathInterface, InetSocketAddress> linkAddresses = new HashMap<>();

    SandboxStart(Topology wanted, Network network, SandboxOptions options) {
        this.wanted = wanted;
        this.network = network;
        this.options = options;
        this.random = options.seed().isPresent() ? new Random(options.seed().getAsLong()) : new SecureRandom();
        wanted.ases().forEach(as -> clocks.put(as.isdAs(), new AsClock(network::currentTimeMillis)));
        this.control = new ControlPlane(wanted, network::currentTimeMillis, isdAs -> clocks.get(isdAs).getAsLong(),
                random);
        int mtu = wanted.ases().stream().mapToInt(AsSpec::mtu).max().orElse(0);
        this.sockets = new DatagramSockets(network, Math.max(LEAST_DATAGRAM, mtu + HEADROOM));
    }

    Sandbox run() {
        try {
            for (AsSpec as : wanted.ases()) {
                open(as);
            }
            Topology opened = wanted.changed(
                    as -> as.withAddresses(routerAddresses.get(as.isdAs()), daemonAddresses.get(as.isdAs())),
                    end -> end.withAddress(linkAddresses.get(end.pathInterface())));
            for (LinkSpec link : opened.links()) {
                join(link);
            }
            openShims();
            routers.values().forEach(BorderRouter::start);
            daemons.forEach((isdAs, daemon) -> daemon.serve(opened, control, clocks.get(isdAs)));
            return new Sandbox(new Renumbering(opened, links, routers, daemons, control), control, routers, links,
                    daemons, shims, clocks);
        } catch (IOException | RuntimeException e) {
            daemons.values().forEach(DaemonServer::stop);
            shims.forEach(EchoShim::close);
            routers.values().forEach(BorderRouter::close);
            throw new SandboxException(wanted.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    private void open(AsSpec as) throws IOException {
        EventLoop loop = network.eventLoops().next();
        RouterCore core = new RouterCore(RouterSpec.of(wanted, as.isdAs()), control.key(as.isdAs()),
                options.endHostPort(), ByteBufAllocator.DEFAULT);
        BorderRouter router = new BorderRouter(as, core, network, loop, clocks.get(as.isdAs()));
        routers.put(as.isdAs(), router);
        routerAddresses.put(as.isdAs(), router.openInside(sockets));
        for (Attachment attachment : wanted.attachments(as.isdAs())) {
            linkAddresses.put(attachment.local().pathInterface(),
                    router.openLink(sockets, attachment, wanted.emulates()));
        }
        DaemonServer daemon = new DaemonServer(as.isdAs(), network, loop);
        daemons.put(as.isdAs(), daemon);
        daemonAddresses.put(as.isdAs(), daemon.open(as.daemon()));
    }

    private void join(LinkSpec link) throws IOException {
        connect(link, link.a());
        connect(link, link.b());
        links.put(link.name(), new EmulatedLink(link, routers.get(link.a().isdAs()), routers.get(link.b().isdAs()),
                network.eventLoops()::schedule, random.nextLong()));
    }

    private void connect(LinkSpec link, LinkSpec.End from) throws IOException {
        Counters<LinkCount> counters =
                new Counters<>("sandbox_link_" + link.name() + "_from_" + from.isdAs(), LinkCount.class);
        long seed = random.nextLong();
        routers.get(from.isdAs()).connect(from.interfaceId(), link.across(from).address(), (clock, output) ->
                new LinkDirection(link.emulated(), clock, seed, output, counters));
    }

    /** Echo is a comfort: a host whose port somebody else has is left without it. */
    private void openShims() {
        Set<InetAddress> hosts = new LinkedHashSet<>();
        wanted.ases().forEach(as -> hosts.addAll(as.hosts()));
        for (InetAddress host : hosts) {
            InetSocketAddress address = new InetSocketAddress(host, options.endHostPort());
            try {
                shims.add(EchoShim.open(sockets, network.eventLoops().next(), address));
            } catch (IOException e) {
                LOG.warn("SCMP echo is not answered at {}: {}", address, e.getMessage());
            }
        }
    }
}
