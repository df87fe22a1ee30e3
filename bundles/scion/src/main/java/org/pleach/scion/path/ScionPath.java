package org.pleach.scion.path;

import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.pleach.path.IsdAs;
import org.pleach.path.Path;
import org.pleach.path.PathInterface;
import org.pleach.path.PathMetadata;
import org.pleach.scion.packet.PathView;
import org.pleach.scion.packet.RawPath;

/**
 * A path with what packets need of it. Immutable.
 *
 * @param source      where it starts
 * @param destination where it leads
 * @param metadata    what is announced
 * @param expiry      when its first hop field expires
 * @param fingerprint names its links; empty inside an AS
 * @param raw         the data-plane path at its first hop; not to be changed
 * @param links       its links by number
 * @param nextHop     underlay address of the first router; null inside an AS, where packets go straight to the host
 * @param listed      whether a look-up gave it; if not, it is the way back of a packet, and its ASes are not known
 */
public record ScionPath(IsdAs source, IsdAs destination, PathMetadata metadata, Instant expiry, String fingerprint,
        byte[] raw, Links links, InetSocketAddress nextHop, boolean listed) implements Path {

    private static final byte[] NO_BYTES = new byte[0];
    private static final int BYTES_PER_INTERFACE = 16;

    /** The path inside an AS. */
    public static ScionPath inside(IsdAs isdAs, int mtu, Instant expiry) {
        return new ScionPath(isdAs, isdAs, PathMetadata.of(List.of(), mtu), expiry, "", NO_BYTES, null, null, true);
    }

    /**
     * A path that a look-up gave.
     *
     * @param raw a path that {@link RawPath#check} accepts, not empty
     */
    public static ScionPath listed(IsdAs source, IsdAs destination, PathMetadata metadata, Instant expiry, byte[] raw,
            InetSocketAddress nextHop) {
        return new ScionPath(source, destination, metadata, expiry, fingerprint(metadata.interfaces()), raw,
                Links.of(view(raw)), nextHop, true);
    }

    /**
     * The way back of a packet, for as long as no look-up has given it. Nothing is announced about it; it carries at least
     * what came over it.
     *
     * @param raw     the packet's path, reversed
     * @param nextHop the router that brought the packet
     * @param mtu     the packet's length at least
     */
    public static ScionPath wayBack(IsdAs source, IsdAs destination, byte[] raw, InetSocketAddress nextHop, int mtu) {
        PathView view = view(raw);
        Links links = Links.of(view);
        return new ScionPath(source, destination, PathMetadata.of(List.of(), mtu),
                Instant.ofEpochMilli(view.expiryMillis()), "way-back-" + links, raw, links, nextHop, false);
    }

    private static PathView view(byte[] raw) {
        PathView view = new PathView();
        if (!view.wrap(Unpooled.wrappedBuffer(raw), 0, raw.length).isOk()) {
            throw new IllegalArgumentException("not a SCION path of " + raw.length + " bytes");
        }
        return view;
    }

    private static String fingerprint(List<PathInterface> interfaces) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES_PER_INTERFACE * interfaces.size());
        interfaces.forEach(end -> bytes.putLong(end.isdAs().value()).putLong(end.id()));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether the path stays inside an AS. */
    public boolean isInside() {
        return raw.length == 0;
    }

    /** How many interfaces this path shares with another one. */
    public int overlap(ScionPath other) {
        Set<PathInterface> mine = new HashSet<>(metadata.interfaces());
        mine.retainAll(other.metadata.interfaces());
        return mine.size();
    }

    /** Whether the path crosses an interface. */
    public boolean crosses(IsdAs isdAs, long interfaceId) {
        return metadata.interfaces().contains(new PathInterface(isdAs, interfaceId));
    }

    @Override
    public String describe() {
        if (isInside()) {
            return "inside " + source;
        }
        return listed ? Path.super.describe() : "the way back of a packet, interfaces " + links;
    }

    @Override
    public String toString() {
        return describe();
    }
}
