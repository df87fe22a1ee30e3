package org.pleach.sandbox.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pleach.path.IsdAs;
import org.pleach.sandbox.LinkConditions;
import org.pleach.sandbox.LinkFaults;
import org.pleach.sandbox.RunningSandbox;
import org.pleach.sandbox.Topology;

class ControlServerTest {

    private static final IsdAs BF = IsdAs.parse("18-ffaa:1:10bf");
    private static final IsdAs A0 = IsdAs.parse("18-ffaa:1:10a0");

    private static RunningSandbox running;
    private static ControlServer control;

    @BeforeAll
    static void start() {
        running = new RunningSandbox(Topology.builtIn("demo"));
        control = ControlServer.open(running.sandbox, running.network, 0);
    }

    @AfterAll
    static void stop() {
        control.close();
        running.close();
    }

    @Test
    void cutsAndHeals() throws IOException {
        LinkFaults peer = running.sandbox.faults().link("peer");
        assertThat(send("cut peer --from 18-ffaa:1:10bf")).isEmpty();
        assertThat(peer.isCut(BF)).isTrue();
        assertThat(peer.isCut(A0)).isFalse();
        send("heal peer");
        assertThat(peer.isCut(BF)).isFalse();
        send("cut peer --scmp --after 10min");
        send("cut north-bf --silent");
        assertThat(send("paths 18-ffaa:1:10bf 18-ffaa:1:10a0")).filteredOn(line -> line.contains("state=cut")).hasSize(3);
        send("heal");
        assertThat(peer.isCut(A0)).isFalse();
    }

    @Test
    void darkensFlapsAndShrinks() throws IOException {
        LinkFaults peer = running.sandbox.faults().link("peer");
        send("dark");
        assertThat(send("paths 18-ffaa:1:10bf 18-ffaa:1:10a0")).allMatch(line -> line.contains("state=cut"));
        send("heal");
        send("flap peer 10min 20min");
        assertThat(peer.isCut(BF)).isTrue();
        send("mtu peer 1000 --scmp");
        assertThat(peer.conditions(A0).mtu()).isEqualTo(1000);
        send("heal peer");
        assertThat(peer.isCut(BF)).isFalse();
        assertThat(peer.conditions(A0).mtu()).isEqualTo(1400);
    }

    @Test
    void changesConditions() throws IOException {
        LinkFaults core = running.sandbox.faults().link("core");
        send("delay core 30ms");
        send("drop core 10%");
        send("duplicate core 5");
        send("reorder core 2.5%");
        send("rate core 10Mbit/s");
        send("mtu core 1300 --from 18-ffaa:0:1202");
        LinkConditions one = core.conditions(IsdAs.parse("18-ffaa:0:1201"));
        assertThat(one).isEqualTo(new LinkConditions(TimeUnit.MILLISECONDS.toNanos(32), 0, 0.1, 0.05, 0.025,
                LinkConditions.DEFAULT_REORDER_NANOS, 10_000, 1440));
        assertThat(core.conditions(IsdAs.parse("18-ffaa:0:1202"))).isEqualTo(one.withMtu(1300));
        assertThat(send("status")).anyMatch(line -> line.startsWith(
                "link core from=18-ffaa:0:1202#3 to=18-ffaa:0:1201#3 state=up latency_ms=32 jitter_ms=0 loss=10"
                        + " duplicate=5 reorder=2.500 rate_kbits=10000 mtu=1300 packets_in=0"));
        send("heal core");
    }

    @Test
    void showsWhatThereIs() throws IOException {
        assertThat(send("status")).hasSize(4 + 2 * 6).anyMatch(line -> line.startsWith(
                "as 18-ffaa:1:10bf core=false router=127.0.66.1:") && line.endsWith("daemon_state=running"));
        assertThat(send("paths 18-ffaa:1:10bf 18-ffaa:1:10a0")).hasSize(5)
                .anyMatch(line -> line.startsWith("path links=north-bf,north-a0 state=up latency_ms=10"
                        + " bandwidth_mbits=1000 mtu=1472 interfaces=18-ffaa:1:10bf#1,18-ffaa:0:1201#1,"));
        assertThat(send("help")).anyMatch(line -> line.startsWith("cut LINK"));
        assertThat(send("counters router")).isNotNull();
    }

    @Test
    void stopsDaemonsAndExpiresPaths() throws IOException {
        send("daemon 18-ffaa:1:10bf stop");
        assertThat(running.sandbox.isDaemonRunning(BF)).isFalse();
        send("daemon 18-ffaa:1:10bf start");
        assertThat(running.sandbox.isDaemonRunning(BF)).isTrue();
        send("expire");
        send("lifetime 30s");
        send("lifetime usual");
        send("skew 18-ffaa:0:1201 2s --slow");
        send("skew 18-ffaa:0:1201 0ms");
        send("renumber 18-ffaa:1:10a0 south-a0 500");
        assertThat(send("paths 18-ffaa:1:10bf 18-ffaa:1:10a0")).anyMatch(line -> line.contains("18-ffaa:1:10a0#500"));
        send("renumber 18-ffaa:1:10a0 south-a0 2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "fly | unknown command \"fly\": expected one of cut, heal, delay",
        "cut | something is missing; usage: cut LINK [--silent | --scmp [--after TIME]] [--from AS]",
        "cut nowhere | no link nowhere in demo.conf: expected one of north-bf",
        "cut peer --silent --scmp | expected either --silent or --scmp; usage: cut",
        "cut peer --after 5ms | expected --scmp with --after; usage: cut",
        "cut peer --loud | unknown option --loud; usage: cut",
        "cut peer --from | a value is missing after --from; usage: cut",
        "cut peer --from 18-ffaa:0:1201 | link peer joins",
        "cut peer now | unexpected \"now\"; usage: cut",
        "delay peer soon | expected a time such as 10 ms, 500 us or 1.5 s, got \"soon\"; usage: delay LINK TIME",
        "drop peer 120% | expected a share from 0 % to 100 %, got \"120%\"; usage: drop",
        "mtu peer big | expected a whole number from 0 to 65535, got \"big\"; usage: mtu",
        "flap peer 5ms | expected two times, or none; usage: flap LINK [LEAST MOST]",
        "flap peer 5ms 2ms | expected a least time greater than 0 and a greatest one",
        "renumber 18-ffaa:1:10a0 south-a0 1 | expected an interface number from 1 to 65535 that 18-ffaa:1:10a0",
        "skew 1-1 5s | no AS 1-1 in demo.conf",
        "lifetime 0ms | path lifetime out of range: expected 1 s to 86400 s, got 0 s",
        "daemon 18-ffaa:1:10bf pause | expected stop or start, got \"pause\"; usage: daemon",
        "daemon 1-1 stop | no AS 1-1 in demo.conf",
        "paths 18-ffaa:1:10bf | something is missing; usage: paths SRC DST",
        "paths 18-ffaa:1:10bf mars | expected an ISD-AS such as"})
    void refusesWithWhatWasExpected(String command, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> send(command.strip()))
                .withMessageStartingWith(message.strip());
    }

    @Test
    void takesALineInWhateverPiecesItComes() throws IOException {
        byte[] line = "drop peer 0 --from 18-ffaa:1:10bf\r\nhelp\n".getBytes(StandardCharsets.UTF_8);
        try (Socket socket = connect()) {
            socket.setTcpNoDelay(true);
            for (byte b : line) {
                socket.getOutputStream().write(b);
            }
            BufferedReader in = reader(socket);
            assertThat(in.readLine()).isEqualTo("ok");
            assertThat(in.readLine()).startsWith(" cut LINK");
        }
        for (int at = 1; at < line.length; at++) {
            try (Socket socket = connect()) {
                socket.getOutputStream().write(line, 0, at);
                socket.getOutputStream().write(line, at, line.length - at);
                assertThat(reader(socket).readLine()).isEqualTo("ok");
            }
        }
    }

    @Test
    void closesAfterALineThatIsTooLong() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("x".repeat(ControlServer.MAX_LINE + 10).getBytes(StandardCharsets.UTF_8));
            BufferedReader in = reader(socket);
            assertThat(in.readLine()).isEqualTo("error line too long: expected at most 1024 bytes");
            assertThat(in.readLine()).isNull();
        }
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        ControlServer gone = ControlServer.open(running.sandbox, running.network, 0);
        int port = gone.address().getPort();
        gone.close();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> new ControlClient(port))
                .withMessageContaining("no sandbox listens at localhost/127.0.0.1:" + port);
    }

    @FuzzTest
    void refusesInWordsOrObeys(FuzzedDataProvider data) {
        Interpreter interpreter = new Interpreter(running.sandbox);
        try {
            assertThat(interpreter.run(data.consumeRemainingAsString())).isNotNull();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static java.util.List<String> send(String command) throws IOException {
        try (ControlClient client = new ControlClient(control.address().getPort())) {
            return client.send(command);
        }
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), control.address().getPort());
        socket.setSoTimeout(5000);
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }
}
