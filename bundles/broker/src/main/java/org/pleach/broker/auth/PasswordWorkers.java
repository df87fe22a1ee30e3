package org.pleach.broker.auth;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Threads for what takes too long for an event loop: comparing hashed passwords, checking signatures, asking for accounts.
 * There are none while there is nothing to do; what waits is bounded: beyond that it fails at once, and what nobody waits for any more is left out. Any thread.
 */
public final class PasswordWorkers implements AutoCloseable {

    private static final int MOST_WAITING = 4096;
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    /**
     * @param most how many threads there may be
     * @param name of the threads
     */
    public PasswordWorkers(int most, String name) {
        threads = new ThreadPoolExecutor(most, most, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING),
                task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Works something out; fails with {@link RejectedExecutionException} if too much waits already. */
    public <T> CompletableFuture<T> submit(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                if (!result.isDone()) {
                    work(work, result);
                }
            });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    private static <T> void work(Supplier<T> work, CompletableFuture<T> result) {
        try {
            result.complete(work.get());
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    /** What waits is not done any more. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
