package org.pleach.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Waits until a subscription at one node is known at another: a request from there is answered through it. */
final class Interest {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private Interest() { }

    /**
     * Publishes probes on {@code subject + ".probe"} from one node until one comes back at the other.
     */
    static void await(RawClient publisher, RawClient subscriber, String subject) throws IOException, InterruptedException {
        String probe = subject + ".probe";
        int probeSid = 9;
        subscriber.subscribe(probe, null, probeSid);
        subscriber.ping();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!subscriber.answersWithin(publisher, RawClient.pub(probe, null, 1), 100)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("no interest in \"" + subject + "\" came across within 20 s: are the nodes clustered?");
            }
        }
        subscriber.send("UNSUB " + probeSid + "\r\n");
        subscriber.ping();
    }
}
