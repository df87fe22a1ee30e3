package org.pleach.rig;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Hands every message that is published to the one who subscribed. */
final class TinyBroker implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final Semaphore pongs = new Semaphore(0);
    private volatile OutputStream subscriber;
    private volatile boolean byteByByte;

    TinyBroker() throws IOException {
        start(this::accept);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "tiny-broker");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    void sendByteByByte() {
        byteByByte = true;
    }

    void ping() throws IOException {
        for (Socket socket : sockets) {
            write(socket.getOutputStream(), ascii("PING\r\n"));
        }
    }

    void awaitPongs(int count) throws InterruptedException {
        if (!pongs.tryAcquire(count, 10, TimeUnit.SECONDS)) {
            throw new AssertionError("expected " + count + " PONG");
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
            return;
        }
    }

    private void serve(Socket socket) {
        try {
            write(socket.getOutputStream(), ascii("INFO {}\r\n"));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String line = line(in); line != null; line = line(in)) {
                String[] words = line.split(" ");
                switch (words[0]) {
                    case "SUB" -> {
                        subscriber = socket.getOutputStream();
                        subscribed.countDown();
                    }
                    case "PUB" -> {
                        byte[] payload = in.readNBytes(Integer.parseInt(words[2]) + 2);
                        if (subscribed.await(10, TimeUnit.SECONDS)) {
                            write(subscriber, ascii("MSG " + words[1] + " 1 " + words[2] + "\r\n"));
                            write(subscriber, payload);
                        }
                    }
                    case "PONG" -> pongs.release();
                    default -> { }
                }
            }
        } catch (IOException e) {
            // Closed.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toString().strip();
            }
            line.append((char) next);
        }
        return null;
    }

    private void write(OutputStream out, byte[] bytes) throws IOException {
        synchronized (out) {
            for (int i = 0; byteByByte && i < bytes.length; i++) {
                out.write(bytes[i]);
            }
            if (!byteByByte) {
                out.write(bytes);
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
