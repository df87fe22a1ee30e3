package org.pleach.interop;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A nats-server of the binary that the environment variable {@value #VARIABLE} names. */
public record NatsServerRunning(Process process, Path log, int port, String webSocketUrl) implements RunningServer {

    /** Names the binary. */
    public static final String VARIABLE = "NATS_SERVER";

    private static final Pattern LISTENING = Pattern.compile("Listening for client connections on \\S+:(\\d+)");
    private static final Pattern WEBSOCKET = Pattern.compile("Listening for websocket clients on (ws://\\S+:\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Starts one with a configuration file that says where to listen. */
    public static NatsServerRunning start(Path config) throws IOException {
        Path log = Files.createTempFile(config.getParent(), "nats-server", ".log");
        Process process = new ProcessBuilder(System.getenv(VARIABLE), "-c", config.toString())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        int[] port = new int[1];
        await().atMost(PATIENCE).until(() -> {
            Matcher found = LISTENING.matcher(read(log));
            if (found.find()) {
                port[0] = Integer.parseInt(found.group(1));
            }
            return port[0] != 0 || !process.isAlive();
        });
        if (port[0] == 0) {
            throw new IOException("nats-server did not start:\n" + read(log));
        }
        Matcher webSocket = WEBSOCKET.matcher(read(log));
        return new NatsServerRunning(process, log, port[0], webSocket.find() ? webSocket.group(1) : "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
