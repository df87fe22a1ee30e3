package org.pleach.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.pleach.rig.Pathz;
import org.pleach.rig.ScionCluster;
import org.pleach.sandbox.Cut;

/** What the demo does to the network and the brokers, step by step. One thread. */
final class Script {

    private static final String POLICY = "pleach-path-policy-bandwidth.jar";
    private static final Duration SWITCH_PATIENCE = Duration.ofSeconds(5);

    private final ScionCluster cluster;
    private final Consumer<String> stage;
    private final Pause pause;
    private int cuts;
    private int policySwaps;

    /** Waits while the table is kept up to date; ends early, with {@link InterruptedException}, when the demo is stopped. */
    interface Pause {
        void waitFor(Duration duration) throws InterruptedException;
    }

    Script(ScionCluster cluster, Consumer<String> stage, Pause pause) {
        this.cluster = cluster;
        this.stage = stage;
        this.pause = pause;
    }

    int cuts() {
        return cuts;
    }

    int policySwaps() {
        return policySwaps;
    }

    /** All steps once, about 21 s. */
    void run() throws IOException, InterruptedException {
        stage.accept("Calm: both brokers prefer bandwidth, then latency");
        pause.waitFor(Duration.ofSeconds(2));
        cutActivePath(Cut.silent(), "silently");
        cutActivePath(Cut.withScmp(), "noticed by its routers after 600 ms (SCMP)");
        swapPolicy();
    }

    private void cutActivePath(Cut how, String words) throws InterruptedException {
        Pathz.PathLine active = awaitActive();
        List<String> links = cluster.linksOf(active);
        String link = links.get(0);
        stage.accept("Cutting link " + link + " on the active path, " + words);
        cluster.sandbox().faults().link(link).cut(how);
        cuts++;
        pause.waitFor(Duration.ofMillis(3500));
        stage.accept("Healing link " + link);
        cluster.sandbox().faults().link(link).heal();
        pause.waitFor(Duration.ofMillis(3000));
    }

    private void swapPolicy() throws IOException, InterruptedException {
        for (ScionCluster.Node node : cluster.nodes()) {
            Path bundle = node.deploy().resolve(POLICY);
            Files.move(bundle, node.deploy().resolveSibling(POLICY), StandardCopyOption.REPLACE_EXISTING);
        }
        policySwaps++;
        stage.accept("Removed the bandwidth policy's bundle: latency decides");
        pause.waitFor(Duration.ofMillis(3500));
        for (ScionCluster.Node node : cluster.nodes()) {
            Path hidden = node.deploy().resolve("." + POLICY);
            Files.copy(node.deploy().resolveSibling(POLICY), hidden, StandardCopyOption.REPLACE_EXISTING);
            Files.move(hidden, node.deploy().resolve(POLICY), StandardCopyOption.ATOMIC_MOVE);
        }
        policySwaps++;
        stage.accept("Put it back: bandwidth decides again");
        pause.waitFor(Duration.ofMillis(3500));
    }

    private Pathz.PathLine awaitActive() throws InterruptedException {
        long deadline = System.nanoTime() + SWITCH_PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var active = cluster.activePath(cluster.second());
            if (active.isPresent()) {
                return active.get();
            }
            pause.waitFor(Duration.ofMillis(100));
        }
        throw new IllegalStateException("broker s2 tells of no active path; see " + cluster.second().broker().logFile());
    }
}
