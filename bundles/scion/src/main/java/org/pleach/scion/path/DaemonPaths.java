package org.pleach.scion.path;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.pleach.counters.Counters;
import org.pleach.path.IsdAs;
import org.pleach.scion.ScionCount;
import org.pleach.scion.daemon.DaemonClient;
import org.pleach.scion.daemon.PathsRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Paths from the daemon. Look-ups for the same AS that run at the same time are one. */
public final class DaemonPaths implements PathLookup {

    private static final Logger LOG = LoggerFactory.getLogger(DaemonPaths.class);

    private final DaemonClient daemon;
    private final IsdAs local;
    private final LongSupplier epochMillis;
    private final Counters<ScionCount> counters;
    private final Map<Question, CompletableFuture<List<ScionPath>>> running = new HashMap<>();

    private record Question(IsdAs destination, boolean refresh) { }

    /**
     * @param local       the daemon's AS
     * @param epochMillis milliseconds since 1970
     */
    public DaemonPaths(DaemonClient daemon, IsdAs local, LongSupplier epochMillis, Counters<ScionCount> counters) {
        this.daemon = daemon;
        this.local = local;
        this.epochMillis = epochMillis;
        this.counters = counters;
    }

    @Override
    public CompletionStage<List<ScionPath>> paths(IsdAs destination, boolean refresh) {
        Question question = new Question(destination, refresh);
        CompletableFuture<List<ScionPath>> answer = new CompletableFuture<>();
        synchronized (running) {
            CompletableFuture<List<ScionPath>> same = running.putIfAbsent(question, answer);
            if (same != null) {
                return same;
            }
        }
        counters.increment(ScionCount.PATH_LOOKUPS);
        daemon.paths(new PathsRequest(local, destination, refresh, false)).whenComplete((response, failure) -> {
            synchronized (running) {
                running.remove(question);
            }
            if (failure != null) {
                counters.increment(ScionCount.PATH_LOOKUPS_FAILED);
                answer.completeExceptionally(failure);
                return;
            }
            Instant now = Instant.ofEpochMilli(epochMillis.getAsLong());
            answer.complete(new PathAnswer(local, destination, now, reason -> refused(destination, reason))
                    .paths(response.paths()));
        });
        return answer;
    }

    private void refused(IsdAs destination, String reason) {
        counters.increment(ScionCount.PATHS_REFUSED);
        LOG.warn("Ignoring a path to {} from the SCION daemon: {}", destination, reason);
    }
}
