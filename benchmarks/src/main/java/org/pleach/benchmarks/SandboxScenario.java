package org.pleach.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.pleach.network.NativeNetwork;
import org.pleach.path.IsdAs;
import org.pleach.rig.ScionCluster;
import org.pleach.sandbox.Sandbox;
import org.pleach.sandbox.SandboxOptions;
import org.pleach.sandbox.Topology;
import org.pleach.scion.daemon.DaemonClient;
import org.pleach.scion.daemon.DaemonPath;
import org.pleach.scion.daemon.PathsRequest;
import org.pleach.scion.packet.HostAddress;
import org.pleach.scion.packet.ScionHeader;
import org.pleach.scion.packet.UdpTemplate;

/** What the sandbox itself costs: packets over two links and three routers at a steady rate, CPU time of its one thread. */
final class SandboxScenario implements Scenario {

    private static final int RATE = 100_000;
    private static final int SIZE = 512;
    private static final int SECONDS = 10;
    private static final int QUICK_SECONDS = 4;
    private static final int WARM_UP_SECONDS = 3;
    private static final long TICK_NANOS = 1_000_000;
    private static final int QUIET_MILLIS = 1_000;
    private static final int SOCKET_BUFFER = 4 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_ANSWER = 1 << 20;
    private static final String THREAD = "sandbox";

    private final AtomicLong delivered = new AtomicLong();

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public String description() {
        return "what the sandbox costs: packets over two links and three routers [--rate N] [--size N]";
    }

    @Override
    public Map<String, Object> run(HarnessOptions options) throws Exception {
        int rate = options.number("rate", RATE);
        int size = options.number("size", SIZE);
        IsdAs from = ScionCluster.FIRST_AS;
        IsdAs to = ScionCluster.SECOND_AS;
        try (NativeNetwork network = NativeNetwork.open(1, THREAD);
                Sandbox sandbox = Sandbox.start(Topology.builtIn("demo"), network,
                        SandboxOptions.DEFAULT.withEndHostPort(0));
                DaemonClient daemon = DaemonClient.over(network, sandbox.daemonAddress(from), PATIENCE, MAX_ANSWER);
                DatagramSocket sender = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            receiver.setReceiveBufferSize(SOCKET_BUFFER);
            DaemonPath path = daemon.paths(new PathsRequest(IsdAs.WILDCARD, to, false, false)).toCompletableFuture()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS).paths().stream()
                    .filter(each -> sandbox.faults().linksOf(each.metadata().interfaces())
                            .equals(List.of("north-bf", "north-a0"))).findFirst().orElseThrow();
            InetSocketAddress router = sandbox.topology().as(from).router();
            byte[] packet = packet(ScionHeader.of(1, to, host(receiver), from, host(sender), path.raw()), size, sender,
                    receiver);
            Thread counting = new Thread(() -> count(receiver), "sandbox-load-receiver");
            counting.start();
            send(sender, new DatagramPacket(packet, packet.length, router), rate, WARM_UP_SECONDS);
            long before = settled();
            long cpuBefore = cpuNanos();
            long sent = send(sender, new DatagramPacket(packet, packet.length, router), rate,
                    options.quick() ? QUICK_SECONDS : SECONDS);
            long came = settled() - before;
            long cpu = cpuNanos() - cpuBefore;
            receiver.close();
            counting.join();
            sandbox.counters().forEach(source -> source.read((name, value) -> {
                if (value != 0 && name.startsWith("dropped_")) {
                    System.out.printf("  %s %s %,d%n", source.subsystem(), name, value);
                }
            }));
            return report(rate, packet.length, sent, came, cpu);
        }
    }

    private static HostAddress host(DatagramSocket socket) {
        return HostAddress.of(socket.getLocalAddress());
    }

    private static byte[] packet(ScionHeader header, int size, DatagramSocket sender, DatagramSocket receiver) {
        ByteBuf out = Unpooled.buffer();
        new UdpTemplate(header, sender.getLocalPort(), receiver.getLocalPort())
                .write(out, Unpooled.wrappedBuffer(new byte[size]), 0, size);
        return ByteBufUtil.getBytes(out);
    }

    private static long send(DatagramSocket socket, DatagramPacket packet, int rate, int seconds) throws IOException {
        long wanted = (long) rate * seconds;
        long begun = System.nanoTime();
        long sent = 0;
        while (sent < wanted) {
            long due = Math.min(wanted, (System.nanoTime() - begun) * rate / TimeUnit.SECONDS.toNanos(1));
            for (; sent < due; sent++) {
                socket.send(packet);
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
        return sent;
    }

    private void count(DatagramSocket socket) {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        try {
            while (true) {
                socket.receive(packet);
                delivered.incrementAndGet();
            }
        } catch (IOException e) {
            // Closed: the run is over.
            return;
        }
    }

    /** What has been delivered when nothing has come for a while. */
    private long settled() throws InterruptedException {
        long last = -1;
        while (delivered.get() != last) {
            last = delivered.get();
            TimeUnit.MILLISECONDS.sleep(QUIET_MILLIS);
        }
        return last;
    }

    private static long cpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(info -> info != null && info.getThreadName().startsWith(THREAD + "-")
                        && !info.getThreadName().startsWith("sandbox-load"))
                .mapToLong(info -> threads.getThreadCpuTime(info.getThreadId())).sum();
    }

    private static Map<String, Object> report(int rate, int bytes, long sent, long came, long cpu) {
        double micros = came == 0 ? 0 : cpu / 1e3 / came;
        System.out.printf("%,d packets of %d B sent at %,d/s, %,d delivered, %.2f us of CPU each, over three routers%n",
                sent, bytes, rate, came, micros);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("rate", rate);
        result.put("packet_bytes", bytes);
        result.put("sent", sent);
        result.put("delivered", came);
        result.put("cpu_us_per_packet", Math.round(micros * 100) / 100.0);
        return result;
    }
}
