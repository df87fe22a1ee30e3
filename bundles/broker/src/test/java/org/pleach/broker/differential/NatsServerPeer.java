package org.pleach.broker.differential;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A nats-server of the binary named by the environment variable NATS_SERVER. */
final class NatsServerPeer implements Peer {

    static final String VARIABLE = "NATS_SERVER";

    private static final Pattern LISTENING = Pattern.compile("Listening for client connections on .*:(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Path file;
    private final Process process;

    NatsServerPeer(Path folder, String config) throws IOException {
        file = folder.resolve("nats-server.conf");
        Files.writeString(file, config);
        process = new ProcessBuilder(System.getenv(VARIABLE), "-c", file.toString()).redirectErrorStream(true).start();
        Thread reader = new Thread(this::read, "log of nats-server");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
            }
        } catch (IOException e) {
            log.add("log ended: " + e.getMessage());
        }
    }

    @Override
    public int port() {
        return Awaitility.await().atMost(PATIENCE).until(() -> {
            if (!process.isAlive()) {
                throw new IOException("nats-server has ended: " + log);
            }
            return log.stream().map(LISTENING::matcher).filter(Matcher::find).map(found -> Integer.parseInt(found.group(1)))
                    .findFirst().orElse(0);
        }, found -> found > 0);
    }

    @Override
    public void reload(String config) throws Exception {
        Files.writeString(file, config);
        long before = reloads();
        new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
        Awaitility.await().atMost(PATIENCE).until(() -> reloads() > before);
    }

    private long reloads() {
        return log.stream().filter(line -> line.contains("Reloaded server configuration")).count();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
