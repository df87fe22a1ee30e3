package org.pleach.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * A client that costs as little as can be, so that the server is what is measured: it sends bytes made beforehand and
 * counts bytes that come. One thread at a time.
 */
final class RawClient implements AutoCloseable {

    private static final int READ_BYTES = 64 * 1024;
    private static final int LINE_BYTES = 1024;
    private static final int BLOCK_BYTES = 64 * 1024;
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final byte[] PONG = "PONG\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer;

    RawClient(int port) throws IOException {
        this(port, READ_BYTES);
    }

    /** One that has connected and will not receive anything. */
    static RawClient silent(int port) throws IOException {
        return new RawClient(port, 0);
    }

    private RawClient(int port, int readBytes) throws IOException {
        buffer = new byte[readBytes];
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), LINE_BYTES);
        out = socket.getOutputStream();
        readLine();
        send("CONNECT {\"verbose\":false,\"pedantic\":false,\"echo\":true,\"headers\":true,\"no_responders\":true,"
                + "\"lang\":\"java\",\"version\":\"0\",\"protocol\":1}\r\n");
        ping();
    }

    void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** Sends PING and waits for PONG: everything sent before has been taken in by the server. */
    void ping() throws IOException {
        send("PING\r\n");
        int matched = 0;
        while (matched < PONG.length) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the server closed the connection; expected PONG");
            }
            matched = next == PONG[matched] ? matched + 1 : next == PONG[0] ? 1 : 0;
        }
    }

    private void readLine() throws IOException {
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the server closed the connection; expected INFO");
            }
        }
    }

    void subscribe(String subject, String queue, int sid) throws IOException {
        send("SUB " + subject + " " + (queue == null ? "" : queue + " ") + sid + "\r\n");
    }

    /** One PUB with {@code size} bytes of payload. */
    static byte[] pub(String subject, String reply, int size) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String head = "PUB " + subject + " " + (reply == null ? "" : reply + " ") + size + "\r\n";
        bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes("x".repeat(size).getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }

    /** How long one MSG is that {@link #pub} without reply leads to. */
    static int msgLength(String subject, int sid, int size) {
        return ("MSG " + subject + " " + sid + " " + size + "\r\n").length() + size + 2;
    }

    /** Sends {@code frames} round robin until {@code count} have gone, many to a write. */
    void flood(byte[][] frames, int count) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream(BLOCK_BYTES + frames[0].length);
        int framesInBlock = 0;
        while (block.size() < BLOCK_BYTES || framesInBlock % frames.length != 0) {
            block.writeBytes(frames[framesInBlock++ % frames.length]);
        }
        byte[] bytes = block.toByteArray();
        int sent = 0;
        for (; sent + framesInBlock <= count; sent += framesInBlock) {
            out.write(bytes);
        }
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        for (; sent < count; sent++) {
            rest.writeBytes(frames[sent % frames.length]);
        }
        out.write(rest.toByteArray());
    }

    /** Reads until {@code count} bytes have come. */
    void drain(long count) throws IOException {
        long left = count;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("the server closed the connection with " + left + " bytes to come");
            }
            left -= read;
        }
    }

    /** Whether anything comes within {@code millis} after {@code publisher} sent {@code frame}; reads what came. */
    boolean answersWithin(RawClient publisher, byte[] frame, int millis) throws IOException {
        publisher.send(frame);
        socket.setSoTimeout(millis);
        try {
            return in.read(buffer) > 0;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(TIMEOUT_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
