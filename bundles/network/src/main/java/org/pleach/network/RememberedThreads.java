package org.pleach.network;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Makes daemon threads and can wait for their end: an event loop says that it has terminated a moment before. */
final class RememberedThreads implements ThreadFactory {

    private final ThreadFactory maker;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    RememberedThreads(String namePrefix) {
        maker = new DefaultThreadFactory(namePrefix, true);
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = maker.newThread(task);
        threads.add(thread);
        return thread;
    }

    /** Whether the caller is one of them, and so cannot wait. */
    boolean areCalling() {
        return threads.contains(Thread.currentThread());
    }

    /** Waits at most so long for each. An interrupt ends the waiting and stays set. */
    boolean awaitEnd(long seconds) {
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(seconds));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }
}
