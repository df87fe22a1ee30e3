package org.pleach.rig;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Numbered messages from one broker to another at a steady rate, cheap enough for 50,000 messages a second beside the
 * brokers that are measured: what is due is written with one system call, and messages are not parsed but counted off.
 *
 * <p>The payload begins with the number, 8 bytes big endian. {@link #start} returns when the subscription is known at the
 * publisher's broker, so that no number can be missing for want of interest.
 */
public final class RawStream implements AutoCloseable {

    private static final Duration INTEREST_TIMEOUT = Duration.ofSeconds(20);
    private static final long PROBE = -1;
    /** What is due within this time is sent together. */
    private static final long TICK_NANOS = 1_000_000;
    /** What a publisher that was held back by its broker catches up with; the rest is left out. */
    private static final long MAX_BACKLOG_NANOS = 1_000_000_000;

    private final String name;
    private final Ledger ledger = new Ledger();
    private final RawPublisher publisher;
    private final RawSubscriber subscriber;
    private final CountDownLatch interest = new CountDownLatch(1);
    private final Thread thread;
    private final long intervalNanos;
    private volatile boolean stopped;
    private volatile IOException failure;

    private RawStream(String name, int from, int to, String subject, int size, int rate) throws IOException {
        this.name = name;
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / rate;
        this.subscriber = RawSubscriber.open(name, to, subject, size, this::received);
        try {
            this.publisher = RawPublisher.open(name, from, subject, size);
        } catch (IOException e) {
            subscriber.close();
            throw e;
        }
        this.thread = new Thread(this::publish, "raw-" + name);
        this.thread.setDaemon(true);
    }

    /**
     * Connects, waits for the interest and begins to publish.
     *
     * @param name    for threads and messages
     * @param from    client port on loopback of the broker to publish at
     * @param to      client port on loopback of the broker to subscribe at
     * @param prefix  first tokens of the subject. Its last is made up: interest that a closed stream left behind at the
     *                publisher's broker would let a message through before this stream's own interest is known there
     * @param size    payload bytes, at least 8
     * @param rate    messages per second, 1 to 1,000,000
     */
    public static RawStream start(String name, int from, int to, String prefix, int size, int rate)
            throws IOException, InterruptedException {
        if (size < Long.BYTES || rate < 1 || rate > 1_000_000) {
            throw new IllegalArgumentException("expected 8 bytes or more and 1 to 1,000,000 messages/s, got " + size
                    + " bytes and " + rate + " messages/s");
        }
        String subject = prefix + '.' + UUID.randomUUID();
        RawStream stream = new RawStream(name, from, to, subject, size, rate);
        try {
            stream.awaitInterest();
            stream.thread.start();
            return stream;
        } catch (IOException | InterruptedException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    private void awaitInterest() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + INTEREST_TIMEOUT.toNanos();
        do {
            if (System.nanoTime() > deadline) {
                throw new IOException(name + ": no message came through within " + INTEREST_TIMEOUT.toSeconds()
                        + " s: are the brokers clustered?");
            }
            publisher.add(PROBE);
            publisher.flush();
        } while (!interest.await(100, TimeUnit.MILLISECONDS));
    }

    private void received(long number, long nanos) {
        if (number == PROBE) {
            interest.countDown();
        } else {
            ledger.received(number, nanos);
        }
    }

    private void publish() {
        long next = System.nanoTime();
        try {
            while (!stopped) {
                long now = System.nanoTime();
                if (now - next < 0) {
                    LockSupport.parkNanos(Math.max(next - now, TICK_NANOS));
                    continue;
                }
                next = Math.max(next, now - MAX_BACKLOG_NANOS);
                while (now - next >= 0 && publisher.hasRoom()) {
                    publisher.add(ledger.published());
                    next += intervalNanos;
                }
                publisher.flush();
            }
        } catch (IOException e) {
            failure = e;
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
     * Stops publishing and waits until everything has arrived, or nothing more has for {@code patience}.
     *
     * @return the account then; what is missing is lost
     * @throws IOException if a broker closed a client's connection, so that the account says nothing
     */
    public Ledger.Snapshot finish(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        stopped = true;
        thread.join(patience.toMillis());
        Ledger.Snapshot snapshot = ledger.snapshot();
        while (snapshot.missing() > 0 && System.nanoTime() < deadline && subscriber.isOpen()) {
            TimeUnit.MILLISECONDS.sleep(20);
            long before = snapshot.distinct();
            snapshot = ledger.snapshot();
            if (snapshot.distinct() > before) {
                deadline = System.nanoTime() + patience.toNanos();
            }
        }
        if (failure != null || !subscriber.isOpen()) {
            throw new IOException(name + ": a broker closed the connection of the "
                    + (failure != null ? "publisher" : "subscriber") + " after " + snapshot, failure);
        }
        return snapshot;
    }

    /** Stops publishing and closes both connections. */
    @Override
    public void close() {
        stopped = true;
        publisher.close();
        subscriber.close();
    }
}
