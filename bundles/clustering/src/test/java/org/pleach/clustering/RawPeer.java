package org.pleach.clustering;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A peer that says what a test lets it say: a socket with lines. */
final class RawPeer implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(20_000);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = socket.getOutputStream();
    }

    static RawPeer to(int port) throws IOException {
        return new RawPeer(new Socket("127.0.0.1", port));
    }

    /** Dials and shakes hands as the server of that id, in cluster "c1". */
    static RawPeer routeTo(Node node, String id) throws IOException {
        RawPeer peer = to(node.routePort());
        peer.expect("INFO ");
        peer.send("CONNECT {\"echo\":true,\"verbose\":false,\"pedantic\":false,\"headers\":true,\"name\":\"" + id
                + "\",\"cluster\":\"c1\"}\r\n" + info(id, 1));
        return peer;
    }

    static String info(String id, int port) {
        return "INFO {\"server_id\":\"" + id + "\",\"server_name\":\"" + id
                + "\",\"version\":\"2.12.0\",\"proto\":1,\"go\":\"go1.25\","
                + "\"host\":\"127.0.0.1\",\"port\":" + port
                + ",\"headers\":true,\"max_payload\":1048576,\"cluster\":\"c1\"}\r\n";
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The next line, without its end; null at the end of the connection. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        try {
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    return null;
                }
                if (b != '\r') {
                    line.append((char) b);
                }
            }
            return line.toString();
        } catch (SocketException e) {
            return null; // reset: the other way a connection ends
        }
    }

    /** Reads lines until one starts so. */
    String expect(String start) throws IOException {
        for (String line = line(); line != null; line = line()) {
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new EOFException("expected " + start);
    }

    /** Reads to the end of the connection; returns the last line. */
    String last() throws IOException {
        String last = null;
        for (String line = line(); line != null; line = line()) {
            last = line;
        }
        return last;
    }

    /** Reads and forgets {@code count} bytes. */
    void skip(long count) throws IOException {
        in.skipNBytes(count);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
