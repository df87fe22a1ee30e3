package org.pleach.broker;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that says what it is told to, over a plain socket. */
public final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    public RawClient(int port) throws IOException {
        this(port, 0);
    }

    /**
     * @param receiveBuffer bytes the system may keep for this end, or 0 for its default
     */
    public RawClient(int port, int receiveBuffer) throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
    }

    public Socket socket() {
        return socket;
    }

    public RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** The next line, without its end. Answers PINGs that come before it. */
    public String line() throws IOException {
        String line = anyLine();
        while (line.equals("PING")) {
            send("PONG\r\n");
            line = anyLine();
        }
        return line;
    }

    private String anyLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("closed after \"" + line + '"');
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** Everything until the server closes. */
    public String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Reads INFO, says CONNECT and waits until the server has read it. */
    public RawClient greet() throws IOException {
        line();
        return send("CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,\"no_responders\":true}\r\n").sync();
    }

    /** Waits until the server has read everything. */
    public RawClient sync() throws IOException {
        send("PING\r\n");
        String line = line();
        if (!line.equals("PONG")) {
            throw new IOException("expected PONG, got " + line);
        }
        return this;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
