package org.pleach.interop.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One connection on which everything is sent, then the end of it, and everything read that comes back. */
final class Exchange {

    private static final int TIMEOUT_MILLIS = 20_000;

    private Exchange() { }

    /** What the server said but for INFO; each byte of the answer is a char. */
    static String with(int port, List<byte[]> pieces) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            String info = line(in);
            if (!info.startsWith("INFO ")) {
                throw new IOException("expected INFO, got " + info);
            }
            send(socket, pieces);
            return withoutInfo(rest(in));
        }
    }

    /** A server that has had enough closes while this still sends: then its answer is what counts. */
    private static void send(Socket socket, List<byte[]> pieces) throws IOException {
        try {
            for (byte[] piece : pieces) {
                socket.getOutputStream().write(piece);
            }
            socket.shutdownOutput();
        } catch (SocketException closedByServer) {
            return;
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int each = in.read(); each >= 0; each = in.read()) {
            line.write(each);
            if (each == '\n') {
                break;
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static String rest(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        try {
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                all.write(some, 0, read);
            }
        } catch (SocketException reset) {
            return all.toString(StandardCharsets.ISO_8859_1);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    private static String withoutInfo(String answer) {
        return answer.replaceAll("(?m)^INFO \\{[^\\r\\n]*\\r\\n", "");
    }
}
