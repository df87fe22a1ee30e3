package org.pleach.rig;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client connection that is handed its bytes ready made. Writing is safe from any thread, reading for one thread. */
final class RawConnection implements AutoCloseable {

    private static final byte[] PONG = ascii("PONG\r\n");

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    RawConnection(int port, String clientName) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
        write(ascii("CONNECT {\"verbose\":false,\"pedantic\":false,\"echo\":false,\"lang\":\"java\",\"version\":\"0\","
                + "\"protocol\":1,\"name\":\"" + clientName.replace(' ', '-') + "\"}\r\n"));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void write(byte[] bytes) throws IOException {
        write(bytes, bytes.length);
    }

    synchronized void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
    }

    void pong() throws IOException {
        write(PONG);
    }

    /** As {@link InputStream#read(byte[], int, int)}. */
    int read(byte[] buffer, int from) throws IOException {
        return in.read(buffer, from, buffer.length - from);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing of it is used any more.
            return;
        }
    }
}
