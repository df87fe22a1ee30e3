package org.pleach.transport.scion;

import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramChannel;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.ScionSocket;

/** A plain UDP socket in the shape of a SCION one; remembers what it was told. */
final class UdpSocket implements ScionSocket {

    final Faults faults;
    final AtomicInteger held = new AtomicInteger();
    final AtomicInteger confirmed = new AtomicInteger();
    final AtomicLong lastRoundTrip = new AtomicLong();
    final Set<InetSocketAddress> confirmedPeers = ConcurrentHashMap.newKeySet();
    volatile boolean wantsConfirmation;
    private final DatagramChannel channel;

    UdpSocket(DatagramChannel channel, Faults faults) {
        this.channel = channel;
        this.faults = faults;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public ScionAddress localAddress() {
        return UdpEndhost.address(channel.localAddress());
    }

    @Override
    public InetSocketAddress syntheticLocalAddress() {
        return channel.localAddress();
    }

    @Override
    public CompletionStage<InetSocketAddress> resolve(ScionAddress peer) {
        held.incrementAndGet();
        return CompletableFuture.completedFuture(new InetSocketAddress(peer.host(), peer.port()));
    }

    @Override
    public ScionAddress peer(InetSocketAddress synthetic) {
        return UdpEndhost.address(synthetic);
    }

    @Override
    public void hold(InetSocketAddress synthetic) {
        held.incrementAndGet();
    }

    @Override
    public void release(InetSocketAddress synthetic) {
        held.decrementAndGet();
    }

    @Override
    public boolean wantsConfirmation() {
        return wantsConfirmation;
    }

    @Override
    public boolean confirm(InetSocketAddress synthetic) {
        confirmed.incrementAndGet();
        confirmedPeers.add(synthetic);
        return true;
    }

    @Override
    public void rttHint(InetSocketAddress synthetic, long nanos) {
        lastRoundTrip.set(nanos);
    }

    @Override
    public CompletionStage<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        channel.close().addListener(done -> closed.complete(null));
        return closed;
    }
}
