package org.pleach.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.pleach.rig.Distribution;

/** Start, and memory: of a server that does nothing, and of one with many connections that do nothing. */
final class Footprint {

    private static final double MEBIBYTE = 1 << 20;
    private static final int SETTLE_SECONDS = 3;

    private final Path binary;
    private final Path work;
    private final int starts;
    private final int connections;

    /**
     * @param binary      of the peer
     * @param work        where logs go
     * @param starts      how many times each is started
     * @param connections how many connections are held open
     */
    Footprint(Path binary, Path work, int starts, int connections) {
        this.binary = binary;
        this.work = work;
        this.starts = starts;
        this.connections = connections;
    }

    List<Map<String, Object>> figures() throws IOException, InterruptedException {
        double[][] millis = new double[2][starts];
        double[][] cpu = new double[2][starts];
        double[][] idle = new double[2][starts];
        double[][] crowded = new double[2][1];
        for (int i = 0; i < starts; i++) {
            for (int who = 0; who < 2; who++) {
                long before = System.nanoTime();
                try (Server server = start(who)) {
                    millis[who][i] = (System.nanoTime() - before) / 1e6;
                    cpu[who][i] = server.cpuTime().toNanos() / 1e6;
                    TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
                    idle[who][i] = server.residentBytes() / MEBIBYTE;
                    if (i == starts - 1) {
                        crowded[who][0] = withConnections(server);
                    }
                }
            }
        }
        return List.of(
                new Figure("start to ready", "ms", millis[0], millis[1]).report(),
                new Figure("CPU time of a start", "ms", cpu[0], cpu[1]).report(),
                new Figure("idle resident", "MiB", idle[0], idle[1]).report(),
                new Figure(String.format("%,d idle connections", connections), "MiB", crowded[0], crowded[1]).report());
    }

    private Server start(int who) throws IOException, InterruptedException {
        return who == 0
                ? PleachServer.start(Distribution.ofSystemProperty(), work, "pleach-idle",
                        List.of("-a", "127.0.0.1", "-p", "-1"))
                : NatsServer.start(binary, work, "nats-server-idle", List.of());
    }

    /** Resident memory once all have connected and been silent for a while. */
    private double withConnections(Server server) throws IOException, InterruptedException {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                clients.add(RawClient.silent(server.port()));
            }
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            return server.residentBytes() / MEBIBYTE;
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }
}
