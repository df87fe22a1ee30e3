package org.pleach.clustering;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A nats-server of the binary named by the environment variable NATS_SERVER, with any free ports. */
final class RealServer implements AutoCloseable {

    static final String VARIABLE = "NATS_SERVER";

    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final List<Connection> clients = new ArrayList<>();
    private final Process process;

    RealServer(Path folder, String name, String cluster) throws IOException {
        Path file = folder.resolve(name + ".conf");
        Files.writeString(file, "server_name: " + name + "\nlisten: \"127.0.0.1:-1\"\ndebug: true\n"
                + "cluster { name: c1, listen: \"127.0.0.1:-1\", " + cluster + " }\n");
        process = new ProcessBuilder(System.getenv(VARIABLE), "-c", file.toString()).redirectErrorStream(true).start();
        Thread reader = new Thread(this::read, "log of " + name);
        reader.setDaemon(true);
        reader.start();
        routePort();
        clientPort();
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

    private int port(String kind) {
        Pattern line = Pattern.compile("Listening for " + kind + " connections on .*:(\\d+)");
        return Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            for (String each : List.copyOf(log)) {
                Matcher matcher = line.matcher(each);
                if (matcher.find()) {
                    return Integer.parseInt(matcher.group(1));
                }
            }
            return 0;
        }, found -> found > 0);
    }

    int routePort() {
        return port("route");
    }

    int clientPort() {
        return port("client");
    }

    boolean hasLogged(String text) {
        return List.copyOf(log).stream().anyMatch(line -> line.contains(text));
    }

    Connection client() throws Exception {
        Connection client = Nats.connect(Options.builder().server("nats://127.0.0.1:" + clientPort()).maxReconnects(0)
                .build());
        clients.add(client);
        return client;
    }

    @Override
    public void close() {
        for (Connection client : clients) {
            try {
                client.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
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
