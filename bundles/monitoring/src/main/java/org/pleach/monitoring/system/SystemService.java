package org.pleach.monitoring.system;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.pleach.broker.Account;
import org.pleach.broker.Broker;
import org.pleach.counters.Counters;
import org.pleach.monitoring.MonitoringOptions;
import org.pleach.monitoring.Sources;
import org.pleach.transport.Network;

/**
 * A server's part in the system account ({@code system_account}): it answers the {@code $SYS.REQ...} requests that the
 * {@code nats server} commands send, and tells who comes and goes and every 10 seconds how it is, in nats-server's words.
 * Clients of other accounts see nothing of it. Requests and answers travel between servers as any message of an account does.
 * Safe to use from any thread.
 *
 * <p>Answers are made by one thread of its own, which ends when there is nothing to do.
 */
public final class SystemService implements AutoCloseable {

    private static final int STATSZ_SECONDS = 10;
    private static final int MOST_WAITING = 1024;
    private static final int IDLE_THREAD_SECONDS = 10;
    private static final int CLOSE_MILLIS = 500;

    private final Network network;
    private final Broker broker;
    private final Counters<SystemCounter> counters = new Counters<>("system", SystemCounter.class);
    private final ThreadPoolExecutor worker;
    private final Requests requests;
    private final Events events;
    private Future<?> timer;
    private boolean closed;

    private SystemService(Sources sources, Supplier<MonitoringOptions> http) {
        broker = sources.broker();
        network = broker.network();
        worker = new ThreadPoolExecutor(1, 1, IDLE_THREAD_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING), new DefaultThreadFactory("pleach-system", true));
        worker.allowCoreThreadTimeOut(true);
        Account system = broker.account(broker.options().systemAccount());
        ServerBlock server = new ServerBlock(sources);
        Statsz statsz = new Statsz(sources);
        Topics topics = new Topics(sources, http, statsz);
        requests = new Requests(broker, system, topics, new Answers(sources, topics, server, counters), worker, counters);
        events = new Events(broker, system, server, statsz, worker, counters);
    }

    /**
     * Begins to answer and to tell, in the account that is the system's now: another {@code system_account} needs a restart,
     * as it does in nats-server.
     *
     * @param http the monitoring over HTTP, for {@code VARZ} to name its port; supplies null while there is none
     */
    public static SystemService start(Sources sources, Supplier<MonitoringOptions> http) {
        SystemService service = new SystemService(sources, http);
        service.begin();
        return service;
    }

    private synchronized void begin() {
        requests.begin();
        broker.addClientListener(events);
        timer = network.eventLoops().next().scheduleAtFixedRate(events::statsz, STATSZ_SECONDS, STATSZ_SECONDS,
                TimeUnit.SECONDS);
    }

    /** What it counted. */
    public Counters<SystemCounter> counters() {
        return counters;
    }

    /**
     * Tells that the server stops, and stops answering. To be called before the broker is closed. Waits half a second at
     * most for the message to be on its way, and not at all on an event loop. Closing twice is harmless.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        timer.cancel(false);
        broker.removeClientListener(events);
        requests.end();
        worker.shutdown();
        events.shutdown();
        letGo();
    }

    /** One round for the event loop that publishes to hand over to the others, one for those to take it. */
    private void letGo() {
        for (EventExecutor loop : network.eventLoops()) {
            if (loop.inEventLoop() || loop.isShuttingDown()) {
                return;
            }
        }
        for (int round = 0; round < 2; round++) {
            for (EventExecutor loop : network.eventLoops()) {
                loop.submit(() -> { }).awaitUninterruptibly(CLOSE_MILLIS / 2);
            }
        }
    }
}
