package org.pleach.benchmarks;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One publisher in the midst of many subscriptions: what a message costs when it has to be told apart from ever more. The
 * subscriptions stay from run to run; they are made in the first one on each server.
 */
final class Growth implements Load, AutoCloseable {

    private static final int SIZE = 128;
    private static final int SUBS_AT_ONCE = 1000;

    private final int subscriptions;
    private final int subjects;
    private final Map<Server, RawClient> subscribers = new HashMap<>();

    /**
     * @param subscriptions how many, each of its own subject, every second one a wildcard
     * @param subjects      to how many of these something is published, evenly spread
     */
    Growth(int subscriptions, int subjects) {
        this.subscriptions = subscriptions;
        this.subjects = subjects;
    }

    @Override
    public int messages() {
        return Math.max(500_000, subjects);
    }

    @Override
    public Work run(Server in, Server out, int messages) throws IOException, InterruptedException {
        int whole = Math.max(1, messages / subjects) * subjects;
        RawClient subscriber = subscriber(out);
        byte[][] frames = new byte[subjects][];
        long bytesPerRound = 0;
        for (int i = 0; i < subjects; i++) {
            int number = (int) ((long) i * subscriptions / subjects);
            frames[i] = RawClient.pub(subject(number), null, SIZE);
            bytesPerRound += RawClient.msgLength(subject(number), number, SIZE);
        }
        long bytes = bytesPerRound * (whole / subjects);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (RawClient publisher = new RawClient(in.port())) {
            Callable<Void> drain = () -> {
                subscriber.drain(bytes);
                return null;
            };
            long start = System.nanoTime();
            Future<Void> done = threads.submit(drain);
            publisher.flood(frames, whole);
            Load.join(done);
            return new Work(whole, System.nanoTime() - start, 0);
        } finally {
            threads.shutdownNow();
        }
    }

    private RawClient subscriber(Server server) throws IOException {
        RawClient client = subscribers.get(server);
        if (client == null) {
            client = new RawClient(server.port());
            subscribers.put(server, client);
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < subscriptions; i++) {
                String subject = subject(i);
                lines.append("SUB ").append(i % 2 == 0 ? subject : subject.replace(".value", ".*")).append(' ')
                        .append(i).append("\r\n");
                if (i % SUBS_AT_ONCE == SUBS_AT_ONCE - 1) {
                    client.send(lines.toString());
                    lines.setLength(0);
                }
            }
            client.send(lines.toString());
            client.ping();
        }
        return client;
    }

    private static String subject(int i) {
        return "bench.grow." + i % 97 + '.' + i + ".value";
    }

    @Override
    public void close() throws IOException {
        for (RawClient client : subscribers.values()) {
            client.close();
        }
    }
}
