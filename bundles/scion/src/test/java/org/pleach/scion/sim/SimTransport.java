package org.pleach.scion.sim;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * What QUIC does, in little: numbered packets, acknowledgements, retransmission on a timer with back-off and after three
 * later packets were acknowledged; duplicates are dropped and not acknowledged.
 * <pre>
 *  | 1 data, 2 acknowledgement | packet number (8) | message number (8) or count (8) | padding or numbers (8 each) |
 * </pre>
 */
final class SimTransport {

    private static final int DATA = 1;
    private static final int ACKNOWLEDGEMENT = 2;
    private static final int ACKNOWLEDGEMENT_LENGTH = 50;
    private static final long MS = SimNetwork.MS;

    private final SimHost host;
    final InetSocketAddress peer;
    private final Map<Long, Sent> unacknowledged = new LinkedHashMap<>();
    private final Set<Long> seen = new HashSet<>();
    private final ArrayDeque<Long> recentlySeen = new ArrayDeque<>();
    private long nextPacket;
    private long nextMessage;
    private long smoothed = 100 * MS;
    private long variation = 25 * MS;
    private int backOff;
    private long timerAt = Long.MAX_VALUE;
    final Set<Long> delivered = new HashSet<>();
    long lastDelivery = -1;
    long longestGap;
    long duplicates;
    LongConsumer onMessage = number -> { };

    private record Sent(long message, int size, long at) { }

    SimTransport(SimHost host, InetSocketAddress peer) {
        this.host = host;
        this.peer = peer;
    }

    /** Sends a message; returns its number. */
    long send(int size) {
        long message = nextMessage++;
        transmit(message, size);
        host.channel.flush();
        return message;
    }

    boolean isStalled() {
        return host.isStalled();
    }

    long sent() {
        return nextMessage;
    }

    /** How many packets it sent, acknowledgements included. */
    long packets() {
        return nextPacket;
    }

    boolean isAllAcknowledged() {
        return unacknowledged.isEmpty();
    }

    private void transmit(long message, int size) {
        long number = nextPacket++;
        long now = host.network.world.nanos();
        unacknowledged.put(number, new Sent(message, size, now));
        write(DATA, number, message, size);
        arm(now);
    }

    private void write(int type, long number, long value, int size) {
        ByteBuf content = host.channel.alloc().buffer();
        content.writeByte(type).writeLong(number).writeLong(value);
        if (type == ACKNOWLEDGEMENT) {
            recentlySeen.forEach(content::writeLong);
        }
        content.writeZero(Math.max(0, size - content.readableBytes() - Long.BYTES));
        // As of ciphertext, the end is like no other.
        content.writeLong(host.network.world.random.nextLong());
        host.channel.write(new DatagramPacket(content, peer, host.socket.syntheticLocalAddress()));
    }

    private void arm(long now) {
        long due = now + (smoothed + 4 * variation + 25 * MS << backOff);
        timerAt = due;
        host.network.world.after(due - now, () -> expired(due));
    }

    private void expired(long due) {
        if (host.isStalled()) {
            host.network.world.after(MS, () -> expired(due));
        } else if (timerAt == due && !unacknowledged.isEmpty()) {
            backOff++;
            // Two probe packets, as RFC 9002 allows, with the oldest data.
            retransmitOldest();
            retransmitOldest();
            host.channel.flush();
        }
    }

    private void retransmitOldest() {
        Iterator<Map.Entry<Long, Sent>> oldest = unacknowledged.entrySet().iterator();
        if (oldest.hasNext()) {
            Sent sent = oldest.next().getValue();
            oldest.remove();
            transmit(sent.message(), sent.size());
        }
    }

    void received(ByteBuf content) {
        int type = content.readByte();
        if (type != DATA && type != ACKNOWLEDGEMENT) {
            return;
        }
        long number = content.readLong();
        long value = content.readLong();
        if (!seen.add(number)) {
            duplicates++;
            return;
        }
        if (host.socket.wantsConfirmation()) {
            host.socket.confirm(peer);
        }
        if (type == DATA) {
            recentlySeen.addFirst(number);
            if (recentlySeen.size() > 4) {
                recentlySeen.removeLast();
            }
            write(ACKNOWLEDGEMENT, nextPacket++, recentlySeen.size(), ACKNOWLEDGEMENT_LENGTH);
            deliver(value);
        } else {
            acknowledged(content, value);
        }
        host.channel.flush();
    }

    private void deliver(long message) {
        if (delivered.add(message)) {
            long now = host.network.world.nanos();
            if (lastDelivery >= 0) {
                longestGap = Math.max(longestGap, now - lastDelivery);
            }
            lastDelivery = now;
            onMessage.accept(message);
        }
    }

    private void acknowledged(ByteBuf numbers, long count) {
        long largest = -1;
        long now = host.network.world.nanos();
        for (long i = 0; i < count; i++) {
            long number = numbers.readLong();
            Sent sent = unacknowledged.remove(number);
            if (sent != null) {
                largest = Math.max(largest, number);
                long sample = now - sent.at();
                variation += (Math.abs(smoothed - sample) - variation) / 4;
                smoothed += (sample - smoothed) / 8;
            }
        }
        if (largest >= 0) {
            backOff = 0;
            for (Map.Entry<Long, Sent> entry : Map.copyOf(unacknowledged).entrySet()) {
                if (entry.getKey() < largest - 3 && now - entry.getValue().at() > smoothed) {
                    unacknowledged.remove(entry.getKey());
                    transmit(entry.getValue().message(), entry.getValue().size());
                }
            }
            arm(now);
        }
    }
}
