package org.pleach.sandbox.cli;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.pleach.network.NativeNetwork;
import org.pleach.sandbox.AsSpec;
import org.pleach.sandbox.LinkSpec;
import org.pleach.sandbox.Sandbox;
import org.pleach.sandbox.Topology;
import org.pleach.sandbox.command.ControlServer;

/** {@code sandbox run}: a network in this process until it is told to end. */
final class Run implements AutoCloseable {

    private static final int EVENT_LOOPS = 1;

    private final PrintStream out;
    private final Main.PortFile portFile;
    private final CountDownLatch closed = new CountDownLatch(1);
    private NativeNetwork network;
    private Sandbox sandbox;
    private ControlServer control;

    Run(PrintStream out, Main.PortFile portFile) {
        this.out = out;
        this.portFile = portFile;
    }

    Run start(String topology, int controlPort) throws IOException {
        Topology read = topology(topology);
        network = NativeNetwork.open(EVENT_LOOPS, "sandbox");
        try {
            sandbox = Sandbox.start(read, network);
            control = ControlServer.open(sandbox, network, controlPort);
            portFile.write(control.address().getPort());
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        describe();
        return this;
    }

    /** A file if there is one of that name, else one that comes with the sandbox. */
    private static Topology topology(String name) {
        Path file = Path.of(name);
        return Files.exists(file) || name.contains(".") || name.contains("/") ? Topology.load(file)
                : Topology.builtIn(name);
    }

    private void describe() {
        Topology topology = sandbox.topology();
        for (AsSpec as : topology.ases()) {
            out.printf("AS %-18s %s router %-22s SCION_DAEMON_ADDRESS=%s%n", as.isdAs(), as.core() ? "core" : "leaf",
                    NetUtil.toSocketAddressString(as.router()), NetUtil.toSocketAddressString(as.daemon()));
        }
        for (LinkSpec link : topology.links()) {
            out.printf(Locale.ROOT, "link %-12s %s - %s  %s ms, %d kbit/s, MTU %d%n", link.name(), link.a(), link.b(),
                    link.announced().latencyNanos() / 1e6, link.announced().bandwidthKbits(), link.announced().mtu());
        }
        out.println("control port " + control.address().getPort() + " (written to " + portFile.path() + ")");
        out.flush();
    }

    void awaitShutdown() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "sandbox-shutdown"));
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (control != null) {
            control.close();
            try {
                portFile.delete();
            } catch (IOException e) {
                out.println("cannot delete " + portFile.path() + ": " + e.getMessage());
            }
        }
        if (sandbox != null) {
            sandbox.close();
        }
        network.close();
        closed.countDown();
    }
}
