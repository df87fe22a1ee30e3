package org.pleach.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One kind of load, the same for every server. */
sealed interface Load permits Load.Publish, Load.FanOut, Load.RequestReply, Load.ManySubjects, Growth {

    /**
     * Runs {@code messages} messages through the server.
     *
     * @return what was done
     */
    Work run(Server in, Server out, int messages) throws IOException, InterruptedException;

    /** How many messages make a run of about a second on a slow machine. */
    int messages();

    /**
     * @param units     what the CPU time is divided by: messages published, or deliveries where several go out
     * @param nanos     how long it took
     * @param p99Nanos  99th percentile of a round trip, or 0 where there is none
     */
    record Work(long units, long nanos, long p99Nanos) { }

    /** Publishers only; nobody listens. */
    record Publish(int size) implements Load {
        @Override
        public int messages() {
            return size <= 256 ? 4_000_000 : 1_000_000;
        }

        @Override
        public Work run(Server in, Server out, int messages) throws IOException {
            try (RawClient publisher = new RawClient(in.port())) {
                long start = System.nanoTime();
                publisher.flood(new byte[][] {RawClient.pub("bench.publish", null, size)}, messages);
                publisher.ping();
                return new Work(messages, System.nanoTime() - start, 0);
            }
        }
    }

    /** One publisher, {@code receivers} subscribers of the same subject, each on its own connection. */
    record FanOut(int receivers, int size) implements Load {
        private static final String SUBJECT = "bench.fan";

        @Override
        public int messages() {
            int one = size <= 256 ? 2_000_000 : size <= 2048 ? 400_000 : 60_000;
            return Math.max(2_000, one / receivers);
        }

        @Override
        public Work run(Server in, Server out, int messages) throws IOException, InterruptedException {
            List<RawClient> clients = new ArrayList<>();
            ExecutorService threads = Executors.newFixedThreadPool(receivers);
            try (RawClient publisher = new RawClient(in.port())) {
                for (int i = 0; i < receivers; i++) {
                    RawClient client = new RawClient(out.port());
                    clients.add(client);
                    client.subscribe(SUBJECT, null, 1);
                    client.ping();
                }
                if (in != out) {
                    Interest.await(publisher, clients.get(0), SUBJECT);
                }
                long bytes = (long) RawClient.msgLength(SUBJECT, 1, size) * messages;
                long start = System.nanoTime();
                List<Future<Void>> drained = new ArrayList<>();
                for (RawClient client : clients) {
                    Callable<Void> drain = () -> {
                        client.drain(bytes);
                        return null;
                    };
                    drained.add(threads.submit(drain));
                }
                publisher.flood(new byte[][] {RawClient.pub(SUBJECT, null, size)}, messages);
                for (Future<Void> each : drained) {
                    join(each);
                }
                return new Work((long) messages * receivers, System.nanoTime() - start, 0);
            } finally {
                for (RawClient client : clients) {
                    client.close();
                }
                threads.shutdownNow();
            }
        }
    }

    /** One request at a time from one client to one responder. */
    record RequestReply(int size) implements Load {
        @Override
        public int messages() {
            return 8_000;
        }

        @Override
        public Work run(Server in, Server out, int messages) throws IOException, InterruptedException {
            ExecutorService threads = Executors.newSingleThreadExecutor();
            try (RawClient requester = new RawClient(in.port()); RawClient responder = new RawClient(out.port())) {
                responder.subscribe("bench.request", null, 1);
                responder.ping();
                requester.subscribe("_INBOX.bench", null, 1);
                requester.ping();
                byte[] request = RawClient.pub("bench.request", "_INBOX.bench", size);
                byte[] reply = RawClient.pub("_INBOX.bench", null, size);
                int requestLength = RawClient.msgLength("bench.request _INBOX.bench", 1, size);
                int replyLength = RawClient.msgLength("_INBOX.bench", 1, size);
                Callable<Void> respond = () -> {
                    for (int i = 0; i < messages; i++) {
                        responder.drain(requestLength);
                        responder.send(reply);
                    }
                    return null;
                };
                Future<Void> done = threads.submit(respond);
                long[] nanos = new long[messages];
                long start = System.nanoTime();
                for (int i = 0; i < messages; i++) {
                    long sent = System.nanoTime();
                    requester.send(request);
                    requester.drain(replyLength);
                    nanos[i] = System.nanoTime() - sent;
                }
                long took = System.nanoTime() - start;
                join(done);
                Arrays.sort(nanos);
                return new Work(messages, took, nanos[(int) (messages * 0.99)]);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /** One publisher over many subjects, one connection with as many subscriptions, every second one a wildcard. */
    record ManySubjects(int subjects, int size) implements Load {
        @Override
        public int messages() {
            return 1_000_000;
        }

        @Override
        public Work run(Server in, Server out, int messages) throws IOException, InterruptedException {
            int whole = messages / subjects * subjects;
            ExecutorService threads = Executors.newSingleThreadExecutor();
            try (RawClient publisher = new RawClient(in.port()); RawClient subscriber = new RawClient(out.port())) {
                byte[][] frames = new byte[subjects][];
                long bytesPerRound = 0;
                for (int i = 0; i < subjects; i++) {
                    String subject = "bench.many." + i + ".value";
                    subscriber.subscribe(i % 2 == 0 ? subject : "bench.many." + i + ".*", null, i);
                    frames[i] = RawClient.pub(subject, null, size);
                    bytesPerRound += RawClient.msgLength(subject, i, size);
                }
                subscriber.ping();
                long bytes = bytesPerRound * (whole / subjects);
                Callable<Void> drain = () -> {
                    subscriber.drain(bytes);
                    return null;
                };
                long start = System.nanoTime();
                Future<Void> done = threads.submit(drain);
                publisher.flood(frames, whole);
                join(done);
                return new Work(whole, System.nanoTime() - start, 0);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /** Waits for the receiving side. */
    static void join(Future<Void> future) throws IOException, InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new IOException("the receiving side failed", e.getCause());
        }
    }
}
