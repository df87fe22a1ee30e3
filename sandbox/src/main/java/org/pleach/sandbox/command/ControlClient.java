package org.pleach.sandbox.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends commands to the control port of a sandbox, blocking. For one thread. */
public final class ControlClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final String ERROR = "error ";

    private final Socket socket = new Socket();
    private final BufferedReader in;

    /**
     * Connects.
     *
     * @throws IOException if nobody listens there
     */
    public ControlClient(int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            socket.connect(address, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            socket.close();
            throw new IOException("no sandbox listens at " + address + ": " + e.getMessage(), e);
        }
    }

    /**
     * Sends a command and waits for the answer.
     *
     * @return its lines
     * @throws IllegalArgumentException if the sandbox refuses it; says why
     * @throws IOException              if the connection breaks
     */
    public List<String> send(String command) throws IOException {
        socket.getOutputStream().write((command + '\n').getBytes(StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("ok")) {
                return lines;
            }
            if (line.startsWith(ERROR)) {
                throw new IllegalArgumentException(line.substring(ERROR.length()));
            }
            lines.add(line.substring(1));
        }
        throw new IOException("the sandbox closed the connection before it answered");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
