package org.pleach.scion.multipath;

import io.netty.buffer.ByteBuf;
import org.pleach.counters.Counters;
import org.pleach.scion.ScionCount;

/** Puts datagrams to one peer on routes, keeps the recent ones, and sends these again when asked to. */
final class Sender {

    private final Carrier carrier;
    private final Counters<ScionCount> counters;
    private final RecentDatagrams recent;

    Sender(Carrier carrier, Counters<ScionCount> counters, Settings settings) {
        this.carrier = carrier;
        this.counters = counters;
        this.recent = new RecentDatagrams(settings.resendDatagrams(), settings.resendBytes());
    }

    /** Sends a datagram and keeps it. */
    void send(Route route, ByteBuf payload, int index, int length, long now) {
        ByteBuf packet = route.encode(carrier.allocator(), payload, index, length);
        recent.add(packet, packet.readerIndex() + route.headerLength(), length, now);
        route.sent(length, now);
        carrier.transmit(route, packet);
    }

    /** Sends a datagram a second time, over another route; not if the socket's queue is full. */
    void copy(Route route, ByteBuf payload, int index, int length, long now) {
        if (carrier.hasRoom()) {
            counters.increment(ScionCount.DATAGRAMS_DUPLICATED);
            put(route, payload, index, length, now);
        }
    }

    /**
     * From when on what was sent may be unanswered: a little more than a round trip before the peer was last heard.
     *
     * @param lastReceived when that was, or {@link SilenceWatch#NONE}
     */
    static long resendFrom(long lastReceived, long roundTrip) {
        return lastReceived == SilenceWatch.NONE ? Long.MIN_VALUE / 2 : lastReceived - roundTrip - roundTrip / 2;
    }

    /** Sends again over {@code route} what was sent at {@code since} or later. */
    void resend(Route route, long since, long now) {
        int count = recent.visitSince(since, (buffer, index, length) -> put(route, buffer, index, length, now));
        counters.add(ScionCount.DATAGRAMS_RESENT, count);
        carrier.flush();
    }

    private void put(Route route, ByteBuf payload, int index, int length, long now) {
        route.sent(length, now);
        carrier.transmit(route, route.encode(carrier.allocator(), payload, index, length));
    }

    void forgetBefore(long time) {
        recent.forgetBefore(time);
    }

    boolean isEmpty() {
        return recent.count() == 0;
    }

    boolean wasSent(ByteBuf start, int index, int available, int length) {
        return recent.contains(start, index, available, length);
    }

    void close() {
        recent.clear();
    }
}
