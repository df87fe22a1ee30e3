package org.pleach.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The peer: a nats-server binary named by {@code NATS_SERVER} or found on the path. */
final class NatsServer implements Server {

    private static final long START_PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Process process;
    private final ProcessAccount account;
    private final int port;

    private NatsServer(Process process, int port) {
        this.process = process;
        this.account = new ProcessAccount(process.pid());
        this.port = port;
    }

    /** The binary, if there is one. */
    static Optional<Path> binary() {
        String named = System.getenv("NATS_SERVER");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "nats-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The binary, or a sentence that says how to name one. */
    static Path required() {
        return binary().orElseThrow(() -> new IllegalStateException(
                "no nats-server to compare with: set NATS_SERVER to its binary or put it on the path"));
    }

    static NatsServer start(Path binary, Path work, String name, List<String> arguments)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(binary.toString(), "-a", "127.0.0.1", "-p",
                Integer.toString(port)));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(work.resolve(name + ".log").toFile()).start();
        NatsServer server = new NatsServer(process, port);
        try {
            server.awaitPort();
            return server;
        } catch (IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    /** nats-server's {@code -p -1} tells its port in a file only; asking the system for a free one is simpler. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitPort() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_PATIENCE_NANOS;
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                if (System.nanoTime() > deadline || !process.isAlive()) {
                    throw new IOException("nats-server did not open port " + port, e);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    @Override
    public String name() {
        return "nats-server";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Duration cpuTime() {
        return account.cpuTime();
    }

    @Override
    public long residentBytes() {
        return account.residentBytes();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
