package org.pleach.clustering.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.util.internal.StringUtil;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import org.pleach.transport.PeerAttributes;

/**
 * A route's channel, which outlives the connections under it.
 *
 * <pre>
 *   RouteSession, its outbox and publisher
 *   RouteChannel   counts and keeps what is sent until it is acknowledged; counts what is received
 *   Link           the present connection: TCP, QUIC over SCION, ...; none while suspended
 * </pre>
 *
 * It begins as the plain stream of the route protocol, as nats-server speaks it. If the peer can resume, each end says
 * {@code SESSION} and goes on in {@link Frames}. Belongs to the event loop of the first connection.
 */
public final class RouteChannel extends AbstractChannel implements FrameReader.Sink {

    private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);
    private static final long ACKNOWLEDGE_EVERY = 64 * 1024;
    /** Copying less is cheaper than to keep a chunk from being used again. */
    private static final int WORTH_COPYING = 2048;

    private final RouteChannelConfig config;
    private final FrameReader reader = new FrameReader(this);
    private final Unacknowledged unacknowledged = new Unacknowledged();
    private final SessionLines lines = new SessionLines();
    private final SocketAddress local;
    private final SocketAddress remote;
    private RouteSessionEvents events;
    private Input input = Input.LINES;
    private boolean framed;
    private boolean resumable;
    private boolean over;
    private boolean attaching;
    private long window;
    private long acknowledged; // what the peer was told
    private volatile Link link;
    private volatile boolean open = true;
    private volatile long retained;

    private enum Input {
        /** Lines, one of which may be {@code SESSION}. */
        LINES,
        /** The route protocol; the peer cannot resume. */
        PLAIN,
        FRAMES
    }

    RouteChannel(Link first) {
        super(null);
        link = first;
        local = first.channel().localAddress();
        remote = first.channel().remoteAddress();
        config = new RouteChannelConfig(this, first);
        attr(PeerAttributes.TRANSPORT).set(first.channel().attr(PeerAttributes.TRANSPORT).get());
        attr(PeerAttributes.LOCAL).set(first.channel().attr(PeerAttributes.LOCAL).get());
        attr(PeerAttributes.REMOTE).set(first.channel().attr(PeerAttributes.REMOTE).get());
    }

    /**
     * Sets who hears of sessions, and how much may be unacknowledged.
     *
     * @param unacknowledgedBytes when so much is, nothing more is sent
     */
    public void listener(RouteSessionEvents listener, long unacknowledgedBytes) {
        events = listener;
        window = unacknowledgedBytes;
    }

    /** The peer cannot resume: whatever it says is the route protocol. */
    public void plain() {
        input = Input.PLAIN;
    }

    /** Says {@code line}, and speaks in frames from now on. */
    public void beginFrames(String line) {
        Link to = link;
        framed = true;
        writeLine(to, line);
        to.flush();
    }

    /** Both ends know the session: from now on a lost connection does not end it. */
    public void resumable() {
        resumable = true;
    }

    /** It is to end: a connection that is lost from now on is not missed. */
    public void over() {
        over = true;
    }

    /** Gives the present connection up as if it were lost. */
    public void drop(Throwable cause) {
        Link present = link;
        if (present != null) {
            lost(present, cause);
            present.abort();
        }
    }

    /** Hands the connection to another channel, which is to attach it. For a channel on its first connection. */
    public Link handOver(RouteChannel to) {
        Link present = link;
        link = null;
        over = true;
        present.moveTo(to);
        return present;
    }

    /** How many bytes of the peer's stream have arrived. */
    public long received() {
        return reader.received();
    }

    /** How many bytes the peer has acknowledged. */
    public long acknowledgedByPeer() {
        return unacknowledged.start();
    }

    /** How many bytes were sent. */
    public long sent() {
        return unacknowledged.end();
    }

    /** Bytes kept because the peer has not acknowledged them. Any thread. */
    public long retainedBytes() {
        return retained;
    }

    /**
     * Goes on over another connection; the one before is cut off.
     *
     * @param line      said first, or null
     * @param arrived   how many bytes of what was sent have arrived at the peer; from acknowledgedByPeer() to sent()
     * @param peersFrom where the peer's stream goes on; at most received()
     * @return bytes sent again
     */
    public long attach(Link fresh, String line, long arrived, long peersFrom) {
        Link before = link;
        attaching = true;
        link = fresh;
        if (before != null) {
            before.abort();
        }
        input = Input.FRAMES;
        reader.restart(peersFrom);
        unacknowledged.acknowledge(arrived);
        if (line != null) {
            writeLine(fresh, line);
        }
        unacknowledged.visit((buffer, index, length) -> {
            fresh.write(Frames.header(alloc(), length));
            fresh.write(buffer.retainedSlice(index, length));
        });
        acknowledged = reader.received();
        retained = unacknowledged.bytes();
        fresh.flush();
        attr(PeerAttributes.TRANSPORT).set(fresh.channel().attr(PeerAttributes.TRANSPORT).get());
        attr(PeerAttributes.REMOTE).set(fresh.channel().attr(PeerAttributes.REMOTE).get());
        writeMore();
        if (config.isAutoRead()) {
            fresh.read();
        }
        attaching = false;
        if (!fresh.channel().isActive()) {
            // Lost on the way here, and whoever had it then did not mind.
            eventLoop().execute(() -> lost(fresh, null));
        }
        return unacknowledged.bytes();
    }

    private static void writeLine(Link to, String line) {
        to.write(Unpooled.copiedBuffer(line + "\r\n", StandardCharsets.US_ASCII));
    }

    /** Tells the peer what has arrived, if that is news. */
    public void acknowledge() {
        Link to = link;
        if (to != null && framed && input == Input.FRAMES && reader.received() > acknowledged) {
            acknowledged = reader.received();
            to.write(Frames.ack(alloc(), acknowledged));
            to.flush();
        }
    }

    // What comes from the connection.

    void received(Link from, ByteBuf bytes) {
        try {
            while (from == link && bytes.isReadable()) {
                switch (input) {
                    case PLAIN -> pass(bytes, bytes.readableBytes());
                    case LINES -> readLine(bytes);
                    default -> reader.readSome(bytes);
                }
            }
            if (bytes.isReadable() && !from.belongsTo(this)) {
                // It was handed over in the middle of what was read.
                from.deliver(bytes.retain());
            }
        } catch (IllegalArgumentException e) {
            pipeline().fireExceptionCaught(e);
        } finally {
            bytes.release();
        }
    }

    private void readLine(ByteBuf bytes) {
        int length = lines.next(bytes);
        if (length > 0) {
            pass(bytes, length);
        }
        String line = lines.take();
        if (line != null && open) {
            input = Input.FRAMES;
            events.sessionLine(line);
        }
    }

    private void pass(ByteBuf bytes, int length) {
        int end = bytes.writerIndex();
        int next = bytes.readerIndex() + length;
        bytes.writerIndex(next);
        pipeline().fireChannelRead(bytes.retain());
        bytes.setIndex(next, end);
    }

    void receivedAllForNow(Link from) {
        if (from == link) {
            if (reader.received() - acknowledged >= Math.min(ACKNOWLEDGE_EVERY, window / 4)) {
                acknowledge();
            }
            pipeline().fireChannelReadComplete();
        }
    }

    void writable(Link from) {
        if (from == link) {
            writeMore();
        }
    }

    void lost(Link from, Throwable cause) {
        if (from != link || attaching) {
            return;
        }
        if (resumable && !over) {
            link = null;
            events.suspended(cause);
            return;
        }
        if (cause != null) {
            pipeline().fireExceptionCaught(cause);
        }
        close();
    }

    @Override
    public void data(ByteBuf bytes, int length) {
        pass(bytes, length);
    }

    @Override
    public void acknowledged(long position) {
        if (position < unacknowledged.start() || position > unacknowledged.end()) {
            throw new IllegalArgumentException("expected an acknowledgement from " + unacknowledged.start() + " to "
                    + unacknowledged.end() + ", got " + position);
        }
        unacknowledged.acknowledge(position);
        retained = unacknowledged.bytes();
        writeMore();
    }

    @Override
    public void ended() {
        over = true;
        close();
    }

    // What goes to the connection.

    private void writeMore() {
        ((RouteUnsafe) unsafe()).writeMore();
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer waiting) {
        Link to = link;
        if (to == null) {
            return;
        }
        boolean written = false;
        while (to.isWritable() && (!framed || unacknowledged.bytes() < window)) {
            ByteBuf next = (ByteBuf) waiting.current();
            if (next == null) {
                break;
            }
            if (framed) {
                writeFrame(to, next);
            } else {
                to.write(next.retain());
            }
            waiting.remove();
            written = true;
        }
        if (written) {
            to.flush();
            retained = unacknowledged.bytes();
        }
    }

    private void writeFrame(Link to, ByteBuf bytes) {
        int length = bytes.readableBytes();
        if (length <= WORTH_COPYING) {
            ByteBuf frame = Frames.data(alloc(), bytes);
            unacknowledged.add(frame.retain(), Frames.HEADER, length);
            to.write(frame);
        } else {
            unacknowledged.add(bytes.retain(), bytes.readerIndex(), length);
            to.write(Frames.header(alloc(), length));
            to.write(bytes.retain());
        }
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        if (message instanceof ByteBuf) {
            return message;
        }
        throw new UnsupportedOperationException("unsupported message: expected ByteBuf, got "
                + StringUtil.simpleClassName(message));
    }

    @Override
    protected void doClose() {
        if (!open) {
            return;
        }
        open = false;
        Link present = link;
        if (present != null) {
            if (framed) {
                present.write(Frames.end(alloc()));
            }
            present.finish();
        }
        link = null;
        unacknowledged.clear();
        retained = 0;
    }

    @Override
    protected void doBeginRead() {
        Link from = link;
        if (from != null) {
            from.read();
        }
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected void doBind(SocketAddress address) {
        throw new UnsupportedOperationException("bind");
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new RouteUnsafe();
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return true;
    }

    @Override
    protected SocketAddress localAddress0() {
        return local;
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return remote;
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return open;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    private final class RouteUnsafe extends AbstractUnsafe {

        @Override
        public void connect(SocketAddress remoteAddress, SocketAddress localAddress, ChannelPromise promise) {
            promise.setFailure(new UnsupportedOperationException("connect: connected already"));
        }

        void writeMore() {
            flush0();
        }
    }
}
