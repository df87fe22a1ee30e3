package org.pleach.scion.multipath;

import io.netty.buffer.ByteBuf;
import org.pleach.counters.Counters;
import org.pleach.path.scheduler.Datagram;
import org.pleach.scion.ScionCount;

/**
 * Puts datagrams to one peer on routes, keeps the recent ones, and sends these again when asked to. Is itself the one
 * datagram under way, so that none needs an object.
 */
final class Sender implements Datagram<Route> {

    /** Nobody wants older ones again. */
    static final long KEEP = 2_000_000_000L;

    private final Carrier carrier;
    private final Counters<ScionCount> counters;
    private final RecentDatagrams recent;
    private boolean keeping;
    private ByteBuf payload;
    private int index;
    private int length;
    private long now;
    private long serial;
    private int copies;
    private long lastCopy = SilenceWatch.NONE;

    Sender(Carrier carrier, Counters<ScionCount> counters, Settings settings) {
        this.carrier = carrier;
        this.counters = counters;
        this.recent = new RecentDatagrams(settings.resendDatagrams(), settings.resendBytes());
    }

    /** This datagram is to be sent now; it is valid until {@link #end}. */
    void begin(ByteBuf datagram, int start, int bytes, long time) {
        payload = datagram;
        index = start;
        length = bytes;
        now = time;
        serial++;
        copies = 0;
    }

    /** Returns over how many routes the datagram was sent. */
    int end() {
        payload = null;
        return copies;
    }

    /** Over how many routes the datagram was sent so far. */
    int copies() {
        return copies;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public boolean sendOver(Route route) {
        if (payload == null) {
            throw new IllegalStateException("a datagram can be sent only while the scheduler is asked to");
        }
        if (route.lastDatagram == serial) {
            return true;
        }
        if (copies == 0) {
            ByteBuf packet = route.encode(carrier.allocator(), payload, index, length);
            recent.add(packet, packet.readerIndex() + route.headerLength(), length, now);
            route.sent(length, now);
            carrier.transmit(route, packet);
        } else if (carrier.hasRoom()) {
            counters.increment(ScionCount.DATAGRAMS_DUPLICATED);
            put(route, payload, index, length, now);
            lastCopy = now;
        } else {
            return false;
        }
        route.lastDatagram = serial;
        copies++;
        return true;
    }

    /** Whether an answer that comes now must have come over the one route that is used. */
    boolean usesOneRoute(long time) {
        return lastCopy == SilenceWatch.NONE || time - lastCopy > KEEP;
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
    void resend(Route route, long since, long time) {
        int count = recent.visitSince(since, (buffer, start, bytes) -> put(route, buffer, start, bytes, time));
        counters.add(ScionCount.DATAGRAMS_RESENT, count);
        carrier.flush();
    }

    private void put(Route route, ByteBuf buffer, int start, int bytes, long time) {
        route.sent(bytes, time);
        carrier.transmit(route, route.encode(carrier.allocator(), buffer, start, bytes));
    }

    void forgetBefore(long time) {
        if (!keeping) {
            recent.forgetBefore(time);
        }
    }

    /** Whether nothing is forgotten for its age: while nothing is answered, what was sent last is wanted again later. */
    void keep(boolean everything) {
        keeping = everything;
    }

    /** Whether there is nothing to forget. */
    boolean isEmpty() {
        return keeping || recent.count() == 0;
    }

    boolean wasSent(ByteBuf start, int from, int available, int bytes) {
        return recent.contains(start, from, available, bytes);
    }

    void close() {
        recent.clear();
    }
}
