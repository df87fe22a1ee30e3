package org.pleach.rig;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Receives numbered messages of one size: each is one {@code MSG} frame of known length, so it is counted off. */
final class RawSubscriber implements AutoCloseable {

    private static final int READ_BYTES = 256 * 1024;
    private static final int SID = 1;

    private final RawConnection connection;
    private final Sink sink;
    private final int headLength;
    private final int frameLength;
    private final byte[] buffer = new byte[READ_BYTES];
    private final ByteBuffer view = ByteBuffer.wrap(buffer);
    private volatile boolean open = true;

    /** Takes what came, on the subscriber's thread. */
    interface Sink {
        /** @param nanos when it was read, by {@link System#nanoTime} */
        void received(long number, long nanos);
    }

    private RawSubscriber(RawConnection connection, String subject, int size, Sink sink) {
        this.connection = connection;
        this.sink = sink;
        this.headLength = ("MSG " + subject + " " + SID + " " + size + "\r\n").length();
        this.frameLength = headLength + size + 2;
    }

    static RawSubscriber open(String name, int port, String subject, int size, Sink sink) throws IOException {
        RawConnection connection = new RawConnection(port, name + "-sub");
        RawSubscriber subscriber = new RawSubscriber(connection, subject, Math.max(size, Long.BYTES), sink);
        connection.write(RawConnection.ascii("SUB " + subject + " " + SID + "\r\n"));
        Thread reader = new Thread(subscriber::read, "raw-" + name + "-sub");
        reader.setDaemon(true);
        reader.start();
        return subscriber;
    }

    private void read() {
        try {
            int filled = 0;
            for (int read = connection.read(buffer, 0); read >= 0; read = connection.read(buffer, filled)) {
                filled += read;
                int taken = take(filled, System.nanoTime());
                System.arraycopy(buffer, taken, buffer, 0, filled - taken);
                filled -= taken;
            }
        } catch (IOException e) {
            // Closed, by this side or the other.
            return;
        } finally {
            open = false;
        }
    }

    /** Takes whole frames; returns up to where. */
    private int take(int end, long nanos) throws IOException {
        int at = 0;
        while (at < end) {
            if (buffer[at] == 'M') {
                if (end - at < frameLength) {
                    return at;
                }
                sink.received(view.getLong(at + headLength), nanos);
                at += frameLength;
            } else {
                int next = lineEnd(at, end);
                if (next < 0) {
                    return at;
                }
                if (buffer[at] == 'P' && buffer[at + 1] == 'I') {
                    connection.pong();
                }
                at = next;
            }
        }
        return at;
    }

    private int lineEnd(int from, int end) {
        for (int i = from; i < end; i++) {
            if (buffer[i] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Whether the broker has not closed the connection. */
    boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        connection.close();
    }
}
