package org.pleach.network;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.pleach.transport.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Event loops and sockets of the operating system: epoll where its native library loads (Linux), else NIO.
 *
 * <p>Whoever opens it closes it, after everything that uses it. Its threads are daemons: how long the process lives is
 * decided by who embeds it. Safe to use from any thread.
 */
public final class NativeNetwork implements Network, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NativeNetwork.class);
    private static final int CLOSE_SECONDS = 5;
    private static final int MOST_DEFAULT_EVENT_LOOPS = 8;

    private final SocketFamily family;
    private final RememberedThreads threads;
    private final EventLoopGroup eventLoops;

    private NativeNetwork(SocketFamily family, int eventLoops, String threadName) {
        if (eventLoops < 1) {
            throw new IllegalArgumentException("event loops: expected 1 or more, got " + eventLoops);
        }
        this.family = family;
        this.threads = new RememberedThreads(threadName);
        this.eventLoops = family.eventLoops(eventLoops, threads);
        LOG.debug("Using {} with {} event loops", family.name(), eventLoops);
    }

    /**
     * Starts event loops over the fastest kind of socket there is.
     *
     * @param eventLoops how many threads, 1 or more
     * @param threadName what their names start with
     */
    public static NativeNetwork open(int eventLoops, String threadName) {
        return new NativeNetwork(SocketFamily.best(), eventLoops, threadName);
    }

    /** The same over NIO, which every platform has. */
    public static NativeNetwork openNio(int eventLoops, String threadName) {
        return new NativeNetwork(SocketFamily.nio(), eventLoops, threadName);
    }

    /**
     * How many event loops fit this machine: one on up to two cores, above that half the cores and at most 8. A second
     * loop pays only when it has a core of its own, since messages between loops cost a hand-off.
     */
    public static int defaultEventLoops() {
        int cores = Runtime.getRuntime().availableProcessors();
        return cores <= 2 ? 1 : Math.min(cores / 2, MOST_DEFAULT_EVENT_LOOPS);
    }

    /** {@code epoll} or {@code nio}. */
    public String family() {
        return family.name();
    }

    @Override
    public EventLoopGroup eventLoops() {
        return eventLoops;
    }

    @Override
    public SocketChannel newSocketChannel() {
        return family.socket().get();
    }

    @Override
    public ServerChannel newServerChannel() {
        return family.server().get();
    }

    @Override
    public DatagramChannel newDatagramChannel() {
        return family.datagram().get();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long currentTimeMillis() {
        return System.currentTimeMillis();
    }

    /**
     * Closes what is still registered and ends the threads; returns when they have ended. Closing twice is harmless.
     * Called from one of its own event loops it cannot wait and returns at once.
     */
    @Override
    public void close() {
        eventLoops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
        if (!threads.areCalling() && !threads.awaitEnd(CLOSE_SECONDS * 2)) {
            LOG.warn("Event loops did not end within {} s", CLOSE_SECONDS * 2);
        }
    }
}
