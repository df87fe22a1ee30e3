package org.pleach.broker.loop;

import org.pleach.broker.Message;

/**
 * What one event loop has collected for a connection of another one. Handed over at the end of the turn, or when a chunk is
 * full. Belongs to the collecting loop, but for {@link #arrived}.
 */
final class SideOutbox {

    private final Loop source;
    private final ChannelOutbox target;
    private final Tally sent = new Tally();
    private final Tally arrived = new Tally();
    private final ChunkSizing sizing;
    private Chunk current;

    SideOutbox(Loop source, ChannelOutbox target) {
        this.source = source;
        this.target = target;
        this.sizing = new ChunkSizing(source.chunks());
    }

    boolean send(byte[] head, int offset, int length, Message message) {
        int total = ChannelOutbox.wireLength(length, message);
        if (!target.admits(source, target.pendingBytes() + inTransit(), total)) {
            return false;
        }
        if (current == null || current.room() < total) {
            replaceCurrent(total);
        }
        ChannelOutbox.put(current, head, offset, length, message);
        current.messages++;
        current.messageBytes += message.bodyLength();
        sent.add(total);
        return true;
    }

    private void replaceCurrent(int total) {
        if (current == null) {
            source.handOverLater(this);
        } else {
            sizing.full();
            target.home().receive(current);
        }
        current = sizing.next(total);
        current.target = target;
        current.side = this;
    }

    /** Gives what was collected to the connection's loop. */
    void handOver() {
        if (current != null) {
            sizing.used(current);
            target.home().receive(current);
            current = null;
        }
    }

    /** Bytes sent that the connection's loop has not seen yet. The collecting loop's thread. */
    long inTransit() {
        return sent.get() - arrived.get();
    }

    /** Notes what the connection's loop has received. That loop's thread. */
    void arrived(int bytes) {
        arrived.add(bytes);
    }
}
