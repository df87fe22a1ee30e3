package org.pleach.scion;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;

/**
 * A bound SCION/UDP socket.
 *
 * <p>Its {@link #channel()} is a Netty datagram channel. Add handlers at the end of its pipeline: they read and write
 * {@link io.netty.channel.socket.DatagramPacket}s with SCION payloads. Each peer has one <em>synthetic</em> address (in
 * {@code fd00::/8}) for as long as it is known, and so has the local end, whatever paths the packets take. The content of
 * a packet read is a slice that starts at index 0.
 *
 * <p><b>Threads.</b> {@link #channel()}, {@link #localAddress()}, {@link #syntheticLocalAddress()}, {@link #resolve},
 * {@link #peer} and {@link #close()} may be called from any thread; everything else on the channel's event loop only.
 *
 * <p><b>Who may move the path.</b> The side that {@link #resolve}d a peer leads: it picks paths by policy. The other side
 * follows: it answers on the path that last brought a datagram that was {@link #confirm}ed. Either changes path by its
 * own evidence (SCMP, silence) too. A datagram that nobody confirms changes nothing.
 */
public interface ScionSocket {

    /** The channel; closing it closes the socket. */
    Channel channel();

    /** The SCION address it is bound to, with the port that was opened. */
    ScionAddress localAddress();

    /** The constant address that stands for this end: the recipient of every packet read. */
    InetSocketAddress syntheticLocalAddress();

    /**
     * Looks up paths to a peer and keeps them fresh from now on.
     *
     * <p>Counts as one {@link #hold}: {@link #release} it when the peer is not needed any longer.
     *
     * @return the peer's synthetic address when there is at least one usable path; else fails with
     *         {@link NoPathException} or {@link org.pleach.scion.daemon.DaemonException}, and nothing is held
     */
    CompletionStage<InetSocketAddress> resolve(ScionAddress peer);

    /** The peer a synthetic address stands for, or null if it is not known (any longer). */
    ScionAddress peer(InetSocketAddress synthetic);

    /**
     * Keeps an entry that a received packet made, until {@link #release}. Entries that nobody holds may be evicted when
     * there are too many, those never confirmed first.
     */
    void hold(InetSocketAddress synthetic);

    /** Undoes one {@link #hold} or {@link #resolve}. Its address stays valid for packets still on their way. */
    void release(InetSocketAddress synthetic);

    /**
     * Whether {@link #confirm} of the datagram being read now would tell something new: it came on a path other than the
     * one that answers take. Lets a caller for whom it is costly to know skip the question.
     */
    boolean wantsConfirmation();

    /**
     * Says that the datagram being read now was authentic. Call while it is read, that is from within
     * {@code channelRead}. Anywhere else, or for another peer than the datagram's, it does nothing.
     *
     * @return whether it was taken
     */
    boolean confirm(InetSocketAddress synthetic);

    /**
     * Tells a smoothed round-trip time that an upper layer measured over the path in use. Without such hints and without
     * answers to probes, silence is judged by what the path announces.
     */
    void rttHint(InetSocketAddress synthetic, long nanos);

    /** Closes the socket. Completes when the port is free. */
    CompletionStage<Void> close();
}
