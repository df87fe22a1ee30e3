package org.pleach.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.pleach.rig.BrokerProcess;
import org.pleach.rig.Distribution;

/** Pleach, from the distribution, as a user starts it. */
final class PleachServer implements Server {

    private static final Duration START_PATIENCE = Duration.ofSeconds(30);

    private final BrokerProcess process;
    private final ProcessAccount account;
    private final int port;

    private PleachServer(BrokerProcess process) {
        this.process = process;
        this.account = new ProcessAccount(process.pid());
        this.port = process.clientPort().orElseThrow();
    }

    static PleachServer start(Distribution distribution, Path work, String name, List<String> arguments)
            throws IOException, InterruptedException {
        BrokerProcess process = BrokerProcess.start(name, distribution, work, Map.of(), arguments);
        try {
            process.awaitReady(START_PATIENCE);
            return new PleachServer(process);
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return "pleach";
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
        process.close();
    }
}
