package org.pleach.transport.tcp;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Turns host names into addresses without holding up an event loop: the JDK's look-up blocks, so it gets threads of its
 * own, which end when there is nothing to do. Literal addresses are answered at once.
 */
final class Resolver implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int WAITING = 1024;
    private static final int IDLE_SECONDS = 5;

    private final ThreadPoolExecutor threads;

    Resolver() {
        threads = new ThreadPoolExecutor(THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "pleach-resolve");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** All addresses of {@code host}, at least one; fails with {@link UnknownHostException}. */
    CompletableFuture<InetAddress[]> resolve(String host) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        if (literal != null) {
            return CompletableFuture.completedFuture(new InetAddress[] {address(literal)});
        }
        CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
        try {
            threads.execute(() -> lookUp(host, found));
        } catch (RejectedExecutionException e) {
            found.completeExceptionally(unknown(host, threads.isShutdown() ? "closed" : "too many look-ups", e));
        }
        return found;
    }

    /** Does on a thread of its own what would hold up an event loop. */
    <T> CompletableFuture<T> call(Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static void lookUp(String host, CompletableFuture<InetAddress[]> found) {
        try {
            found.complete(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            found.completeExceptionally(unknown(host, "no such host", e));
        }
    }

    private static UnknownHostException unknown(String host, String reason, Exception cause) {
        UnknownHostException unknown = new UnknownHostException("lookup " + host + ": " + reason);
        unknown.initCause(cause);
        return unknown;
    }

    private static InetAddress address(byte[] literal) {
        try {
            return InetAddress.getByAddress(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("address of " + literal.length + " bytes", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
