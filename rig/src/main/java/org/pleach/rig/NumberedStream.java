package org.pleach.rig;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Numbered messages from a jnats client at one broker to a jnats client at another, at a steady rate.
 *
 * <p>The payload begins with the number, 8 bytes big endian. {@link #start} returns when the subscription is known at the
 * publisher's broker, so that no number can be missing for want of interest.
 */
public final class NumberedStream implements AutoCloseable {

    private static final Duration INTEREST_TIMEOUT = Duration.ofSeconds(20);
    private static final int PROBE = -1;

    private final String name;
    private final Ledger ledger = new Ledger();
    private final Connection publisher;
    private final Connection subscriber;
    private final Thread thread;
    private final CountDownLatch interest = new CountDownLatch(1);
    private final String subject;
    private final int size;
    private final long intervalNanos;
    private volatile boolean stopped;

    private NumberedStream(String name, String from, String to, String subject, int size, int rate)
            throws IOException, InterruptedException {
        this.name = name;
        this.subject = subject;
        this.size = Math.max(size, Long.BYTES);
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / rate;
        this.subscriber = connect(to, name + "-sub");
        this.publisher = connect(from, name + "-pub");
        this.thread = new Thread(this::publish, "numbered-" + name);
        this.thread.setDaemon(true);
    }

    /**
     * Connects both clients, waits for the interest and begins to publish.
     *
     * @param name    for threads and client names
     * @param from    URL of the broker to publish at
     * @param to      URL of the broker to subscribe at
     * @param subject where to
     * @param size    payload bytes, at least 8
     * @param rate    messages per second, greater than 0
     */
    public static NumberedStream start(String name, String from, String to, String subject, int size, int rate)
            throws IOException, InterruptedException {
        NumberedStream stream = new NumberedStream(name, from, to, subject, size, rate);
        try {
            stream.subscribe();
            stream.awaitInterest();
            stream.thread.start();
            return stream;
        } catch (IOException | InterruptedException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    private static Connection connect(String url, String clientName) throws IOException, InterruptedException {
        Options options = new Options.Builder()
                .server(url)
                .connectionName(clientName)
                .connectionTimeout(Duration.ofSeconds(10))
                .maxReconnects(-1)
                .reconnectWait(Duration.ofMillis(100))
                .pingInterval(Duration.ofSeconds(10))
                .build();
        return Nats.connect(options);
    }

    private void subscribe() throws IOException {
        Dispatcher dispatcher = subscriber.createDispatcher(message -> {
            long number = ByteBuffer.wrap(message.getData()).getLong();
            if (number == PROBE) {
                interest.countDown();
            } else {
                ledger.received(number, System.nanoTime());
            }
        });
        dispatcher.setPendingLimits(-1, -1);
        dispatcher.subscribe(subject);
        try {
            subscriber.flush(Duration.ofSeconds(5));
        } catch (Exception e) {
            throw new IOException(name + ": the subscriber's broker did not answer a ping within 5 s", e);
        }
    }

    private void awaitInterest() throws IOException, InterruptedException {
        byte[] probe = ByteBuffer.allocate(Long.BYTES).putLong(PROBE).array();
        long deadline = System.nanoTime() + INTEREST_TIMEOUT.toNanos();
        do {
            if (System.nanoTime() > deadline) {
                throw new IOException(name + ": no message came through on \"" + subject + "\" within "
                        + INTEREST_TIMEOUT.toSeconds() + " s: are the brokers clustered?");
            }
            publisher.publish(subject, probe);
        } while (!interest.await(100, TimeUnit.MILLISECONDS));
    }

    private void publish() {
        long next = System.nanoTime();
        while (!stopped) {
            long now = System.nanoTime();
            if (now < next) {
                LockSupport.parkNanos(next - now);
                continue;
            }
            // A new array each time: the client keeps it until it is written.
            ByteBuffer payload = ByteBuffer.allocate(size).putLong(0, ledger.published());
            publisher.publish(subject, payload.array());
            next += intervalNanos;
        }
    }

    /** The stream's name. */
    public String name() {
        return name;
    }

    /** What was published and what arrived. */
    public Ledger ledger() {
        return ledger;
    }

    /**
     * Stops publishing and waits until everything has arrived or {@code patience} is over.
     *
     * @return the account then; what is missing is lost
     */
    public Ledger.Snapshot finish(Duration patience) throws InterruptedException {
        stopPublishing();
        long deadline = System.nanoTime() + patience.toNanos();
        Ledger.Snapshot snapshot = ledger.snapshot();
        while (snapshot.missing() > 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
            snapshot = ledger.snapshot();
        }
        return snapshot;
    }

    private void stopPublishing() throws InterruptedException {
        stopped = true;
        if (thread.isAlive()) {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        }
        try {
            publisher.flush(Duration.ofSeconds(5));
        } catch (Exception e) {
            // The account shows what did not arrive; a flush that times out adds nothing to it.
            return;
        }
    }

    /** Stops publishing and closes both clients. */
    @Override
    public void close() {
        stopped = true;
        try {
            publisher.close();
            subscriber.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
