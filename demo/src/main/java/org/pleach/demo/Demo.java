package org.pleach.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.pleach.rig.ClusterPorts;
import org.pleach.rig.Distribution;
import org.pleach.rig.Ledger;
import org.pleach.rig.NumberedStream;
import org.pleach.rig.Pathz;
import org.pleach.rig.ScionCluster;
import org.pleach.sandbox.SandboxOptions;

/** The demo's main class. */
public final class Demo {

    /** Set by the start script, which can tell whether output goes to a terminal; Java 17 cannot. */
    private static final String TERMINAL_PROPERTY = "pleach.terminal";
    private static final int FLAWED = 1;
    private static final int BAD_USAGE = 2;
    private static final int FAILED = 3;
    private static final Duration REFRESH = Duration.ofMillis(500);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final DemoOptions options;
    private final Screen screen;
    private final CountDownLatch stopped = new CountDownLatch(1);
    /** Brokers and network have ended; the process may, too. */
    private final CountDownLatch finished = new CountDownLatch(1);
    private String stage = "";

    private Demo(DemoOptions options, Screen screen) {
        this.options = options;
        this.screen = screen;
    }

    /** Runs the demo; exit code 0 only if nothing was lost, duplicated or reordered. */
    public static void main(String[] arguments) {
        boolean terminal = Boolean.getBoolean(TERMINAL_PROPERTY);
        if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
            System.out.print(DemoOptions.USAGE);
            return;
        }
        DemoOptions options;
        try {
            options = DemoOptions.parse(List.of(arguments), terminal);
        } catch (IllegalArgumentException e) {
            System.err.println("pleach demo: " + e.getMessage());
            System.err.print(DemoOptions.USAGE);
            System.exit(BAD_USAGE);
            return;
        }
        System.exit(new Demo(options, new Screen(System.out, terminal)).run());
    }

    private int run() {
        Thread onSignal = new Thread(() -> {
            stopped.countDown();
            try {
                finished.await(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            Path work = Files.createTempDirectory("pleach-demo");
            Summary summary = runIn(work);
            if (summary == null) {
                return 0;
            }
            screen.say("");
            screen.say(summary.text());
            if (options.json() != null) {
                summary.writeJson(options.json());
            }
            return summary.flawless() ? 0 : FLAWED;
        } catch (IOException | RuntimeException e) {
            System.err.println("pleach demo: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } finally {
            finished.countDown();
        }
    }

    private Summary runIn(Path work) throws IOException, InterruptedException {
        screen.say("Starting a SCION network on loopback, and a broker in each of " + ScionCluster.FIRST_AS + " and "
                + ScionCluster.SECOND_AS + " ...");
        try (ScionCluster cluster = ScionCluster.start(Distribution.ofSystemProperty(), work, SandboxOptions.DEFAULT,
                options.freePorts() ? ClusterPorts.free() : ClusterPorts.AS_WRITTEN)) {
            introduce(cluster);
            if (options.mode() == DemoOptions.Mode.STAY) {
                screen.say(Invitation.text(cluster));
                stopped.await();
                return null;
            }
            return showcase(cluster);
        }
    }

    private void introduce(ScionCluster cluster) {
        for (ScionCluster.Node node : cluster.nodes()) {
            screen.say(String.format("  %s: %s, process %d, log %s", node.name(), node.url(), node.broker().pid(),
                    node.broker().logFile()));
        }
        screen.say("");
    }

    private Summary showcase(ScionCluster cluster) throws IOException, InterruptedException {
        String first = cluster.first().url();
        String second = cluster.second().url();
        try (NumberedStream there = NumberedStream.start("s1 > s2", first, second, "demo.there", options.size(),
                options.rate());
                NumberedStream back = NumberedStream.start("s2 > s1", second, first, "demo.back", options.size(),
                        options.rate())) {
            List<NumberedStream> streams = List.of(there, back);
            Table table = new Table(cluster, streams);
            Script script = new Script(cluster, next -> {
                screen.stage(next, table.render(stage));
                stage = next;
            }, duration -> pause(duration, table));
            try {
                do {
                    script.run();
                } while (options.mode() == DemoOptions.Mode.REPEAT);
            } catch (StoppedException e) {
                stage = "Stopped";
            }
            screen.stage("The account", table.render(stage));
            List<Ledger.Snapshot> accounts = new ArrayList<>();
            for (NumberedStream stream : streams) {
                accounts.add(stream.finish(DRAIN));
            }
            long switches = cluster.nodes().stream().flatMap(node -> node.pathz().peers().stream())
                    .mapToLong(Pathz.Peer::switches).sum();
            return Summary.of(accounts, script.cuts(), script.policySwaps(), switches);
        }
    }

    private void pause(Duration duration, Table table) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            if (stopped.await(Math.min(left, REFRESH.toNanos()), TimeUnit.NANOSECONDS)) {
                throw new StoppedException();
            }
            if (left > REFRESH.toNanos()) {
                screen.show(table.render(stage));
            }
        }
    }

    /** The user ended the demo: not a failure, and no check of what it means is needed on the way up. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
