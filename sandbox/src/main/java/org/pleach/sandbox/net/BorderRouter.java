package org.pleach.sandbox.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.pleach.counters.CounterSource;
import org.pleach.counters.Counters;
import org.pleach.sandbox.AsSpec;
import org.pleach.sandbox.Attachment;
import org.pleach.sandbox.link.LinkClock;
import org.pleach.sandbox.link.LinkDirection;
import org.pleach.sandbox.mac.ForwardingKey;
import org.pleach.sandbox.router.DropReason;
import org.pleach.sandbox.router.RouterCore;
import org.pleach.sandbox.router.RouterSpec;
import org.pleach.sandbox.router.Verdict;
import org.pleach.transport.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The border router of one AS on UDP sockets: one for the hosts inside, one for each link. Everything happens on one
 * event loop; the methods that open, close and change it may be called from any other thread.
 */
public final class BorderRouter implements CounterSource {

    private static final Logger LOG = LoggerFactory.getLogger(BorderRouter.class);

    private final AsSpec as;
    private final RouterCore core;
    private final Network network;
    private final EventLoop loop;
    private final LongSupplier millis;
    private final InsidePort inside = new InsidePort(this);
    /** Replaced as a whole, so that any thread may read it. */
    private volatile IntObjectMap<LinkPort> ports = new IntObjectHashMap<>();
    private final List<LinkPort> allPorts = new ArrayList<>();
    private final boolean onLoopback;
    private final Counters<RouterCount> counters;
    private final Counters<DropReason> drops;

    /**
     * A router without sockets yet.
     *
     * @param millis its clock, milliseconds since 1970
     */
    public BorderRouter(AsSpec as, RouterCore core, Network network, EventLoop loop, LongSupplier millis) {
        this.as = as;
        this.core = core;
        this.network = network;
        this.loop = loop;
        this.millis = millis;
        this.onLoopback = as.router().getAddress().isLoopbackAddress();
        this.counters = new Counters<>(subsystem(), RouterCount.class);
        this.drops = new Counters<>(subsystem(), DropReason.class);
    }

    /**
     * Opens the socket for hosts and waits for it.
     *
     * @return where it is in truth
     */
    public InetSocketAddress openInside(DatagramSockets sockets) throws IOException {
        inside.opened(sockets.openForHosts(loop, as.router(), inside));
        return inside.channel().localAddress();
    }

    /**
     * Opens the socket of one link and waits for it.
     *
     * @param emulates whether crossing the AS takes the time that it announces
     * @return where it is in truth
     */
    public InetSocketAddress openLink(DatagramSockets sockets, Attachment attachment, boolean emulates)
            throws IOException {
        LinkPort port = new LinkPort(this, as, attachment, emulates);
        port.opened(sockets.openForLink(loop, attachment.local().address(), port));
        ports.put(attachment.interfaceId(), port);
        allPorts.add(port);
        return port.channel().localAddress();
    }

    /** Joins the socket of a link with the neighbour's, over an emulated link, and waits for it. */
    public void connect(int interfaceId, InetSocketAddress neighbour, LinkFactory links) throws IOException {
        LinkPort port = ports.get(interfaceId);
        port.leadsTo(neighbour, links.link(clock(), port));
        var connected = port.channel().connect(neighbour).awaitUninterruptibly();
        if (!connected.isSuccess()) {
            throw new IOException("cannot connect UDP socket " + port.channel().localAddress() + " to " + neighbour
                    + ": " + connected.cause().getMessage(), connected.cause());
        }
    }

    /** Begins to read from the sockets, which are all open and connected. */
    public void start() {
        channels().forEach(channel -> channel.config().setAutoRead(true));
    }

    /** Makes the direction of a link that starts at a port. */
    public interface LinkFactory {
        /** Packets come out of it at {@code output}. */
        LinkDirection link(LinkClock clock, LinkDirection.Output output);
    }

    /** The direction that starts at an interface. */
    public LinkDirection link(int interfaceId) {
        return ports.get(interfaceId).direction();
    }

    /** Makes the router answer what would leave on a link with "external interface down", or not any more. */
    public void setInterfaceUp(int interfaceId, boolean up) {
        loop.execute(() -> core.setInterfaceUp(interfaceId, up));
    }

    /**
     * Makes the router answer packets of more bytes that would leave on a link with "packet too big"; 0 for no limit.
     * Returns when that is so; not on an event loop.
     */
    public void setInterfaceMtu(int interfaceId, int mtu) {
        loop.submit(() -> core.setInterfaceMtu(interfaceId, mtu)).awaitUninterruptibly();
    }

    /** Gives an interface another number. Returns when that is so; not on an event loop. */
    public void renumber(RouterSpec renumbered, int from, int to) {
        loop.submit(() -> {
            core.renumber(renumbered, from, to);
            IntObjectMap<LinkPort> moved = new IntObjectHashMap<>();
            for (LinkPort port : allPorts) {
                port.renumber(from, to);
                moved.put(port.interfaceId(), port);
            }
            ports = moved;
        }).awaitUninterruptibly();
    }

    /** From now on only hop fields made with {@code key} are good. Returns when that is so; not on an event loop. */
    public void replaceKey(ForwardingKey key) {
        if (loop.inEventLoop()) {
            core.replaceKey(key);
        } else {
            loop.submit(() -> core.replaceKey(key)).awaitUninterruptibly();
        }
    }

    /** Takes a packet over from a socket. */
    void receive(ByteBuf packet, int interfaceId, InetSocketAddress sender) {
        counters.increment(RouterCount.RECEIVED);
        Verdict verdict = core.process(packet, interfaceId, millis.getAsLong());
        switch (verdict.kind()) {
            case FORWARD -> {
                counters.increment(RouterCount.FORWARDED);
                ports.get(verdict.egress()).forward(packet, interfaceId);
            }
            case DELIVER -> deliver(packet, verdict.destination());
            case ANSWER -> {
                packet.release();
                answer(verdict.answer(), interfaceId, sender);
            }
            case DROP -> {
                packet.release();
                drops.increment(verdict.reason());
            }
        }
    }

    private void deliver(ByteBuf packet, InetSocketAddress to) {
        if (onLoopback && !to.getAddress().isLoopbackAddress()) {
            packet.release();
            counters.increment(RouterCount.DROPPED_NOT_LOOPBACK);
            return;
        }
        counters.increment(inside.send(packet, to) ? RouterCount.DELIVERED : RouterCount.DROPPED_SOCKET);
    }

    private void answer(ByteBuf answer, int interfaceId, InetSocketAddress sender) {
        counters.increment(RouterCount.ANSWERED);
        if (interfaceId != 0) {
            ports.get(interfaceId).forward(answer, 0);
        } else if (!inside.send(answer, sender)) {
            counters.increment(RouterCount.DROPPED_SOCKET);
        }
    }

    void flush() {
        inside.flush();
        for (int i = 0; i < allPorts.size(); i++) {
            allPorts.get(i).flush();
        }
    }

    void socketFailed(Throwable cause) {
        LOG.debug("A socket of the border router of {} failed", as.isdAs(), cause);
    }

    private LinkClock clock() {
        return new LinkClock() {
            @Override
            public long nanoTime() {
                return network.nanoTime();
            }

            @Override
            public void schedule(Runnable task, long delayNanos) {
                loop.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
            }
        };
    }

    /** Closes the sockets, lets go of packets on the links and waits for it; not on an event loop. */
    public void close() {
        String name = "The border router of " + as.isdAs();
        channels().stream().map(DatagramChannel::close).toList().forEach(closing -> BoundedWait.await(name, closing));
        if (loop.isShuttingDown()) {
            return;
        }
        BoundedWait.await(name, loop.submit(() -> {
            inside.clear();
            allPorts.forEach(LinkPort::clear);
        }));
    }

    private List<DatagramChannel> channels() {
        List<DatagramChannel> channels = new ArrayList<>();
        allPorts.forEach(port -> channels.add(port.channel()));
        if (inside.channel() != null) {
            channels.add(inside.channel());
        }
        return channels;
    }

    @Override
    public String subsystem() {
        return "sandbox_router_" + as.isdAs();
    }

    @Override
    public void read(Reader reader) {
        counters.read(reader);
        drops.read((name, value) -> reader.count("dropped_" + name, value));
    }
}
