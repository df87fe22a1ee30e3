package org.pleach.scion.multipath;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.pleach.path.PathReporter.PathStatus;
import org.pleach.path.scheduler.PeerPath;
import org.pleach.scion.packet.UdpTemplate;
import org.pleach.scion.path.ScionPath;

/**
 * One path to one peer: how packets go over it and how it fares. Survives a look-up that brings new hop fields for the
 * same links. Written on the event loop; {@link #status} may be a moment old elsewhere.
 */
public final class Route implements PeerPath {

    private static final long MISSING = 120_000_000_000L;
    /** To ask QUIC about each datagram costs too much. */
    private static final long VOUCHED = 250_000_000L;

    final RoundTrip roundTrip = new RoundTrip();
    final Trust trust;
    final Prober.Flight probing;
    /** Names the last datagram that took this route; the {@link Sender}'s. */
    long lastDatagram;

    private final Settings settings;
    private final Set<String> passed = new HashSet<>(2);
    private ScionPath path;
    private ScionPath earlierPath;
    private UdpTemplate template;
    private ProbeTemplate probe;
    private InetSocketAddress nextHop;
    private byte[] arrival;
    private boolean allowed = true;
    private boolean listed = true;
    private long missingSince;
    private long lastSent = SilenceWatch.NONE;
    private long lastReceived = SilenceWatch.NONE;
    private long lastConfirmed = SilenceWatch.NONE;
    private long vouchedFor = SilenceWatch.NONE;
    private long lastReceivedMillis;
    private long packetsSent;
    private long bytesSent;
    private long packetsReceived;
    private long bytesReceived;

    Route(PeerAddress peer, ScionPath path, long now, Settings settings) {
        this.settings = settings;
        this.trust = new Trust(settings, now);
        this.probing = new Prober.Flight(now);
        take(peer, path);
    }

    /** Takes newer hop fields of the same path. */
    void take(PeerAddress peer, ScionPath newer) {
        earlierPath = path;
        path = newer;
        template = peer.datagramTemplate(newer);
        probe = newer.isInside() ? null : peer.probeTemplate(newer);
        nextHop = newer.isInside() ? peer.underlay() : newer.nextHop();
    }

    @Override
    public ScionPath path() {
        return path;
    }

    /** The same with the hop fields before the last look-up, or null. */
    ScionPath earlierPath() {
        return earlierPath;
    }

    /** Whether the last look-up brought other hop fields than before. */
    boolean hasNewHops() {
        return earlierPath != null && !Arrays.equals(earlierPath.raw(), path.raw());
    }

    /** Where its packets go first. */
    public InetSocketAddress nextHop() {
        return nextHop;
    }

    /** Makes the packet that carries a payload over this path; the payload starts at {@link #headerLength()}. */
    public ByteBuf encode(ByteBufAllocator allocator, ByteBuf payload, int index, int length) {
        ByteBuf packet = allocator.ioBuffer(template.headerLength() + length);
        template.write(packet, payload, index, length);
        return packet;
    }

    /** Bytes before the payload. */
    public int headerLength() {
        return template.headerLength();
    }

    /** The longest payload. */
    int maxPayload() {
        return template.maxPayload(path.metadata().mtu());
    }

    /** Makes probes, or null inside an AS, where there is nothing to probe. */
    ProbeTemplate probe() {
        return probe;
    }

    /** The path as it was written in the packet that last came this way, or null. */
    byte[] arrival() {
        return arrival;
    }

    void arrivesAs(byte[] raw) {
        arrival = raw;
    }

    @Override
    public boolean isAllowed() {
        return allowed;
    }

    @Override
    public boolean isTrusted() {
        return trust.isTrusted();
    }

    @Override
    public boolean isSettled(long now) {
        return trust.isEligible(now);
    }

    @Override
    public boolean answersProbes() {
        return trust.hasEverAnswered();
    }

    @Override
    public long roundTripNanos() {
        return roundTrip.expected(path.metadata(), settings.unknownRoundTrip());
    }

    @Override
    public long lateNanos() {
        return Math.max(settings.floor(), roundTrip.late(path.metadata(), settings.unknownRoundTrip())
                + settings.margin());
    }

    /** Whether that policy, which may be missing now, let the path pass when it was last asked. */
    boolean passed(String filter) {
        return passed.contains(filter);
    }

    void ruled(String filter, boolean passes) {
        if (passes) {
            passed.add(filter);
        } else {
            passed.remove(filter);
        }
    }

    void allow(boolean yes) {
        allowed = yes;
    }

    /** Whether the last look-up had it. */
    boolean isListed() {
        return listed;
    }

    void list() {
        listed = true;
    }

    /** The last look-up did not have it. */
    void miss(long now) {
        if (listed) {
            listed = false;
            missingSince = now;
        }
    }

    /** Whether look-ups have missed it, but not for so long that there is no hope. */
    boolean isMissing(long now) {
        return !listed && path.listed() && now - missingSince < MISSING;
    }

    boolean isUsable() {
        return allowed && trust.isTrusted();
    }

    void sent(int payload, long now) {
        packetsSent++;
        bytesSent += payload;
        lastSent = now;
    }

    /** A datagram came, whoever sent it. */
    void arrived(int payload) {
        packetsReceived++;
        bytesReceived += payload;
    }

    /** The peer was heard. */
    void heard(long now, long epochMillis) {
        lastReceived = now;
        lastReceivedMillis = epochMillis;
    }

    /** A datagram that came just now was authentic: for a moment others are taken for it, too. */
    void vouch(long now) {
        vouchedFor = now;
    }

    /** Whether something authentic came a moment ago. */
    boolean isVouchedFor(long now) {
        return vouchedFor != SilenceWatch.NONE && now - vouchedFor < VOUCHED;
    }

    void confirmed(long now) {
        lastConfirmed = now;
    }

    /** When something was last sent, or {@link SilenceWatch#NONE}. */
    long lastSent() {
        return lastSent;
    }

    @Override
    public long lastReceived() {
        return lastReceived;
    }

    /** When something authentic last came, or {@link SilenceWatch#NONE}. */
    long lastConfirmed() {
        return lastConfirmed;
    }

    PathStatus status(Roles roles) {
        return new PathStatus(path, roles.of(this), roundTrip.smoothed(), packetsSent, bytesSent, packetsReceived, bytesReceived,
                lastReceived == SilenceWatch.NONE ? null : Instant.ofEpochMilli(lastReceivedMillis));
    }

    @Override
    public String toString() {
        return path.describe();
    }
}
