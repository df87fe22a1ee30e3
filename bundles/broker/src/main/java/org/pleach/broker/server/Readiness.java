package org.pleach.broker.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * When the server may be called ready: when everything has opened that began to before {@link #declared}. What fails
 * says so by itself, and what takes longer than {@link #LONGEST_SECONDS} (a port for which there is no transport yet) is
 * not waited for. Safe to use from any thread.
 */
final class Readiness {

    static final int LONGEST_SECONDS = 5;

    private final List<CompletableFuture<?>> opening = new ArrayList<>();
    private CompletableFuture<Void> all;

    synchronized void hold(CompletionStage<?> stage) {
        if (all == null) {
            opening.add(stage.handle((opened, failure) -> null).toCompletableFuture());
        }
    }

    /** Completes, never exceptionally, when the server may be called ready. */
    synchronized CompletionStage<Void> declared() {
        if (all == null) {
            all = CompletableFuture.allOf(opening.toArray(CompletableFuture[]::new))
                    .completeOnTimeout(null, LONGEST_SECONDS, TimeUnit.SECONDS);
            opening.clear();
        }
        return all;
    }
}
