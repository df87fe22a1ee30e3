package org.pleach.rig;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Publishes numbered messages, many to a write. One thread adds and flushes; the broker's pings are answered by another.
 */
final class RawPublisher implements AutoCloseable {

    private static final int BATCH_BYTES = 64 * 1024;

    private final RawConnection connection;
    private final byte[] frame;
    private final int numberAt;
    private final ByteBuffer batch;

    private RawPublisher(RawConnection connection, String subject, int size) {
        this.connection = connection;
        String head = "PUB " + subject + " " + size + "\r\n";
        this.frame = RawConnection.ascii(head + "x".repeat(size) + "\r\n");
        this.numberAt = head.length();
        this.batch = ByteBuffer.allocate(Math.max(BATCH_BYTES, frame.length));
    }

    static RawPublisher open(String name, int port, String subject, int size) throws IOException {
        RawConnection connection = new RawConnection(port, name + "-pub");
        Thread reader = new Thread(() -> answerPings(connection), "pings-of-" + name);
        reader.setDaemon(true);
        reader.start();
        return new RawPublisher(connection, subject, size);
    }

    private static void answerPings(RawConnection connection) {
        byte[] buffer = new byte[8 * 1024];
        try {
            for (int read = connection.read(buffer, 0); read >= 0; read = connection.read(buffer, 0)) {
                if (new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains("PING\r\n")) {
                    connection.pong();
                }
            }
        } catch (IOException e) {
            // Closed: the next write says so.
            return;
        }
    }

    boolean hasRoom() {
        return batch.remaining() >= frame.length;
    }

    /** Puts one message into the batch; only if it {@link #hasRoom}. */
    void add(long number) {
        int at = batch.position();
        batch.put(frame);
        batch.putLong(at + numberAt, number);
    }

    /** Writes the batch; blocks for as long as the broker takes nothing. */
    void flush() throws IOException {
        if (batch.position() > 0) {
            connection.write(batch.array(), batch.position());
            batch.clear();
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
