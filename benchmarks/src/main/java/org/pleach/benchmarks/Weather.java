package org.pleach.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.pleach.path.IsdAs;
import org.pleach.rig.Pathz;
import org.pleach.rig.ScionCluster;
import org.pleach.sandbox.Cut;
import org.pleach.sandbox.Faults;
import org.pleach.sandbox.LinkFaults;
import org.pleach.sandbox.LinkSpec;

/** Does to the network what a {@link CutKind} says, and undoes it. For one thread. */
final class Weather {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LEAST_FLAP = Duration.ofMillis(50);
    private static final Duration GREATEST_FLAP = Duration.ofMillis(500);
    private static final double LOSS = 0.05;
    /** Less than a QUIC packet of 1200 bytes with its SCION header, more than acknowledgements and probes. */
    private static final int SMALL_MTU = 1000;
    /** Each path of the demo's network takes exactly one of this AS's links, so a loss there is the path's loss. */
    private static final IsdAs LOSSY_AS = ScionCluster.FIRST_AS;

    private final ScionCluster cluster;
    private final Faults faults;
    private final CutKind kind;
    private final Random random;
    private int strikes;

    Weather(ScionCluster cluster, CutKind kind, Random random) {
        this.cluster = cluster;
        this.faults = cluster.sandbox().faults();
        this.kind = kind;
        this.random = random;
    }

    /**
     * Begins.
     *
     * @return what was done, for the reader
     * @throws IOException if no broker tells which path is in use
     */
    String strike() throws IOException, InterruptedException {
        strikes++;
        return switch (kind) {
            case SILENT -> cut(Cut.silent());
            case SCMP -> cut(Cut.withScmp());
            case ONEWAY -> cutOneWay();
            case FLAP -> flap();
            case MTU -> shrink();
            case EXPIRY -> "paths expire";
            case DARK -> {
                faults.cutAll(Cut.silent());
                yield "all links";
            }
            case LOSS -> lose();
            case DAEMON -> stopDaemons();
        };
    }

    /** Ends it. */
    void clear() {
        faults.healAll();
        if (kind == CutKind.DAEMON) {
            cluster.sandbox().topology().ases().forEach(as -> faults.startDaemon(as.isdAs()));
        }
    }

    private String cut(Cut how) throws IOException, InterruptedException {
        String link = linkInUse();
        faults.link(link).cut(how);
        return link;
    }

    private String cutOneWay() throws IOException, InterruptedException {
        LinkSpec link = cluster.sandbox().topology().link(linkInUse());
        IsdAs sender = random.nextBoolean() ? link.a().isdAs() : link.b().isdAs();
        faults.link(link.name()).from(sender).cut(Cut.silent());
        return link.name() + " from " + sender;
    }

    private String flap() throws IOException, InterruptedException {
        String link = linkInUse();
        faults.link(link).flap(LEAST_FLAP, GREATEST_FLAP);
        return link;
    }

    private String shrink() throws IOException, InterruptedException {
        LinkFaults link = faults.link(linkInUse());
        if (strikes % 2 == 0) {
            link.mtuWithScmp(SMALL_MTU);
            return link.name() + " with SCMP";
        }
        link.mtu(SMALL_MTU);
        return link.name() + " in silence";
    }

    private String lose() {
        for (LinkSpec link : cluster.sandbox().topology().links()) {
            if (link.a().isdAs().equals(LOSSY_AS) || link.b().isdAs().equals(LOSSY_AS)) {
                faults.link(link.name()).drop(LOSS);
            }
        }
        return "5 % on every path";
    }

    private String stopDaemons() throws IOException, InterruptedException {
        String link = linkInUse();
        cluster.sandbox().topology().ases().forEach(as -> faults.stopDaemon(as.isdAs()));
        TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(300));
        faults.link(link).cut(Cut.silent());
        return link + " while no daemon answers";
    }

    private String linkInUse() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            List<String> links = cluster.activePath(cluster.second()).map(cluster::linksOf).orElse(List.of());
            if (!links.isEmpty()) {
                return links.get(random.nextInt(links.size()));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        List<Pathz.Peer> peers = cluster.second().pathz().peers();
        throw new IOException("the broker that dials uses no path after " + PATIENCE.toSeconds() + " s, its peers: "
                + peers);
    }
}
