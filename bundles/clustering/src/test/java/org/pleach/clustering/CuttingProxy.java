package org.pleach.clustering;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a port of this machine that breaks connections, each after a random number of bytes, or all at once. */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Random random;
    private volatile int target;
    private volatile int cutAfter = Integer.MAX_VALUE;
    private volatile boolean dark;

    CuttingProxy(long seed) throws IOException {
        port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        random = new Random(seed);
        daemon(this::accept);
    }

    int port() {
        return port.getLocalPort();
    }

    String routeUrl() {
        return "nats-route://127.0.0.1:" + port();
    }

    void target(int to) {
        target = to;
    }

    /** Connections still to come break after so many bytes, or any lesser number. */
    void cutAfter(int bytes) {
        cutAfter = bytes;
    }

    /** Breaks all connections, and lets none in until it is light again. */
    void dark(boolean isDark) {
        dark = isDark;
        if (isDark) {
            cut();
        }
    }

    void cut() {
        sockets.forEach(CuttingProxy::reset);
    }

    private void accept() {
        while (!port.isClosed()) {
            try {
                Socket in = port.accept();
                if (dark) {
                    reset(in);
                    continue;
                }
                Socket out = new Socket("127.0.0.1", target);
                sockets.add(in);
                sockets.add(out);
                int left = cutAfter == Integer.MAX_VALUE ? Integer.MAX_VALUE : 1 + random.nextInt(cutAfter);
                daemon(() -> pump(in, out, left));
                daemon(() -> pump(out, in, Integer.MAX_VALUE));
            } catch (IOException e) {
                // the other end is not there: whoever dialled sees it
            }
        }
    }

    private void pump(Socket from, Socket to, int most) {
        byte[] bytes = new byte[8192];
        int left = most;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int count = in.read(bytes, 0, Math.min(bytes.length, left));
            while (count >= 0 && left > 0) {
                out.write(bytes, 0, count);
                left -= left == Integer.MAX_VALUE ? 0 : count;
                count = left == 0 ? -1 : in.read(bytes, 0, Math.min(bytes.length, left));
            }
        } catch (IOException e) {
            // one end is gone, so the other goes too
        }
        reset(from);
        reset(to);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // closed already
        }
    }

    private static void daemon(Runnable action) {
        Thread thread = new Thread(action, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        port.close();
        cut();
    }
}
