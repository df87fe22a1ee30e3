package org.pleach.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pleach.scion.daemon.DaemonPath;
import org.pleach.scion.packet.ScmpMessage;

class FaultsTest {

    private static final int QUIET_MILLIS = 150;

    private final RunningSandbox running = new RunningSandbox(Topology.builtIn("demo"));
    private final Faults faults = running.sandbox.faults();
    private Host bf;
    private Host a0;

    @BeforeEach
    void openHosts() throws IOException {
        bf = new Host("18-ffaa:1:10bf");
        a0 = new Host("18-ffaa:1:10a0");
    }

    @AfterEach
    void close() {
        bf.close();
        a0.close();
        running.close();
    }

    @Test
    void packetsVanishOnASilentlyCutLinkUntilItIsHealed() throws Exception {
        DaemonPath path = running.path(bf, a0, "north-bf", "north-a0");
        faults.link("north-a0").cut(Cut.silent());
        bf.send(path, a0, "lost");
        assertThat(a0.hearsNothing(QUIET_MILLIS)).isTrue();
        assertThat(bf.hearsNothing(QUIET_MILLIS)).isTrue();
        assertThat(running.paths(bf, a0)).hasSize(5);
        faults.link("north-a0").heal();
        bf.send(path, a0, "found");
        assertThat(a0.receive().text()).isEqualTo("found");
    }

    @Test
    void oneDirectionCanBeCutAlone() throws Exception {
        DaemonPath path = running.path(bf, a0, "peer");
        faults.link("peer").from(a0.isdAs()).cut(Cut.silent());
        bf.send(path, a0, "one way");
        Host.Received received = a0.receive();
        a0.reply(received, "no way");
        assertThat(bf.hearsNothing(QUIET_MILLIS)).isTrue();
        assertThat(faults.link("peer").isCut(a0.isdAs())).isTrue();
        assertThat(faults.link("peer").isCut(bf.isdAs())).isFalse();
    }

    @Test
    void routersReportACutTheyNoticed() throws Exception {
        DaemonPath path = running.path(bf, a0, "south-bf", "south-a0");
        faults.link("south-a0").cut(Cut.withScmpAfter(Duration.ZERO));
        bf.send(path, a0, "lost");
        ScmpMessage.ExternalInterfaceDown down = (ScmpMessage.ExternalInterfaceDown) bf.receive().scmp();
        assertThat(down.isdAs()).isEqualTo(path.metadata().interfaces().get(2).isdAs());
        assertThat(down.interfaceId()).isEqualTo(path.metadata().interfaces().get(2).id());
        faults.healAll();
        bf.send(path, a0, "found");
        assertThat(a0.receive().text()).isEqualTo("found");
    }

    @Test
    void routersNoticeAfterAWhile() throws Exception {
        DaemonPath path = running.path(bf, a0, "peer");
        long begun = System.nanoTime();
        faults.link("peer").cut(Cut.withScmpAfter(Duration.ofMillis(1500)));
        bf.send(path, a0, "too early for an answer");
        assertThat(bf.hearsNothing(100)).isTrue();
        await().atMost(20, TimeUnit.SECONDS).until(() -> {
            bf.send(path, a0, "again");
            return !bf.hearsNothing(20);
        });
        assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1500));
    }

    @Test
    void healingForgetsANoticeThatIsStillToCome() throws Exception {
        DaemonPath path = running.path(bf, a0, "peer");
        faults.link("peer").cut(Cut.withScmpAfter(Duration.ofMillis(200)));
        faults.link("peer").heal();
        assertThat(a0.hearsNothing(300)).isTrue();
        bf.send(path, a0, "through");
        assertThat(a0.receive().text()).isEqualTo("through");
    }

    @Test
    void delaysMore() throws Exception {
        DaemonPath path = running.path(bf, a0, "peer");
        faults.link("peer").extraDelay(Duration.ofMillis(120));
        long begun = System.nanoTime();
        bf.send(path, a0, "late");
        a0.receive();
        assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(128));
        faults.link("peer").heal();
        assertThat(faults.link("peer").conditions(bf.isdAs()))
                .isEqualTo(running.sandbox.topology().link("peer").emulated());
    }

    @Test
    void dropsAndDoublesPackets() throws Exception {
        DaemonPath path = running.path(bf, a0, "peer");
        faults.link("peer").drop(1);
        bf.send(path, a0, "lost");
        assertThat(a0.hearsNothing(QUIET_MILLIS)).isTrue();
        faults.link("peer").drop(0);
        faults.link("peer").duplicate(1);
        bf.send(path, a0, "twice");
        assertThat(a0.receive().text()).isEqualTo("twice");
        assertThat(a0.receive().text()).isEqualTo("twice");
    }

    @Test
    void reordersPackets() throws Exception {
        DaemonPath path = running.path(bf, a0, "peer");
        faults.link("peer").reorder(0.3);
        Set<Integer> seen = new HashSet<>();
        boolean overtaken = false;
        for (int i = 0; i < 50; i++) {
            bf.send(path, a0, Integer.toString(i));
        }
        int highest = -1;
        for (int i = 0; i < 50; i++) {
            int number = Integer.parseInt(a0.receive().text());
            overtaken |= number < highest;
            highest = Math.max(highest, number);
            seen.add(number);
        }
        assertThat(seen).hasSize(50);
        assertThat(overtaken).isTrue();
    }

    @Test
    void dropsWhatIsGreaterThanAnMtuThatShrank() throws Exception {
        DaemonPath path = running.path(bf, a0, "peer");
        faults.link("peer").mtu(600);
        bf.send(path, a0, new byte[700]);
        assertThat(a0.hearsNothing(QUIET_MILLIS)).isTrue();
        bf.send(path, a0, new byte[400]);
        a0.receive();
        assertThat(running.path(bf, a0, "peer").metadata().mtu()).isEqualTo(1400);
    }

    @Test
    void reportsWhatIsGreaterThanAnMtuThatShrankIfAskedTo() throws Exception {
        DaemonPath path = running.path(bf, a0, "peer");
        faults.link("peer").from(bf.isdAs()).mtuWithScmp(600);
        bf.send(path, a0, new byte[700]);
        assertThat(((ScmpMessage.PacketTooBig) bf.receive().scmp()).mtu()).isEqualTo(600);
        assertThat(a0.hearsNothing(QUIET_MILLIS)).isTrue();
        bf.send(path, a0, new byte[400]);
        a0.receive();
        faults.link("peer").heal();
        bf.send(path, a0, new byte[700]);
        a0.receive();
    }

    @Test
    void aFlappingLinkLetsPacketsThroughNowAndThenUntilItIsHealed() throws Exception {
        DaemonPath path = running.path(bf, a0, "peer");
        faults.link("peer").flap(Duration.ofMillis(20), Duration.ofMillis(40));
        for (int turn = 0; turn < 3; turn++) {
            await().pollInterval(Duration.ofMillis(1)).until(() -> faults.link("peer").isCut(bf.isdAs()));
            await().pollInterval(Duration.ofMillis(1)).until(() -> !faults.link("peer").isCut(a0.isdAs()));
        }
        faults.link("peer").heal();
        bf.send(path, a0, "whole");
        assertThat(a0.receive().text()).isEqualTo("whole");
        await().during(Duration.ofMillis(150)).until(() -> !faults.link("peer").isCut(bf.isdAs()));
    }

    @Test
    void refusesToFlapForNoTimeAtAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.link("peer").flap(Duration.ZERO, Duration.ofMillis(5)))
                .withMessageContaining("expected a least time greater than 0");
    }

    @Test
    void allLinksCanBeCutAtOnce() throws Exception {
        faults.cutAll(Cut.silent());
        for (DaemonPath path : running.paths(bf, a0)) {
            bf.send(path, a0, "lost");
        }
        assertThat(a0.hearsNothing(QUIET_MILLIS)).isTrue();
        faults.healAll();
        bf.send(running.path(bf, a0, "peer"), a0, "found");
        assertThat(a0.receive().text()).isEqualTo("found");
    }

    @Test
    void pathsExpireWhenToldTo() throws Exception {
        DaemonPath path = running.path(bf, a0, "north-bf", "north-a0");
        faults.expirePaths();
        bf.send(path, a0, "expired");
        ScmpMessage.ParameterProblem problem = (ScmpMessage.ParameterProblem) bf.receive().scmp();
        assertThat(problem.code()).isEqualTo(52);
        bf.send(running.path(bf, a0, "north-bf", "north-a0"), a0, "fresh");
        assertThat(a0.receive().text()).isEqualTo("fresh");
    }

    @Test
    void aFastClockExpiresPathsThatOthersHoldForFresh() throws Exception {
        DaemonPath path = running.path(bf, a0, "north-bf", "north-a0");
        faults.skewClock(org.pleach.path.IsdAs.parse("18-ffaa:0:1201"), Duration.ofHours(7));
        bf.send(path, a0, "expired");
        assertThat(((ScmpMessage.ParameterProblem) bf.receive().scmp()).code()).isEqualTo(52);
        DaemonPath dated = running.path(bf, a0, "north-bf", "north-a0");
        assertThat(dated.expiry()).isAfter(java.time.Instant.now().plus(Duration.ofHours(12)));
        faults.skewClock(org.pleach.path.IsdAs.parse("18-ffaa:0:1201"), Duration.ZERO);
        bf.send(path, a0, "fresh again");
        assertThat(a0.receive().text()).isEqualTo("fresh again");
    }

    @Test
    void aSlowDaemonHandsOutPathsThatHaveExpired() throws Exception {
        faults.pathLifetime(Duration.ofSeconds(1));
        faults.skewClock(bf.isdAs(), Duration.ofHours(-1));
        DaemonPath path = running.path(bf, a0, "peer");
        await().atMost(20, TimeUnit.SECONDS).until(() -> {
            bf.send(path, a0, "late");
            return a0.hearsNothing(50) && !running.paths(bf, a0).isEmpty();
        });
    }

    @Test
    void anAsCanRenumberItsInterfaces() throws Exception {
        DaemonPath old = running.path(bf, a0, "north-bf", "north-a0");
        DaemonPath other = running.path(bf, a0, "south-bf", "south-a0");
        faults.renumber(org.pleach.path.IsdAs.parse("18-ffaa:0:1201"), "north-a0", 77);
        bf.send(old, a0, "gone");
        assertThat(((ScmpMessage.ParameterProblem) bf.receive().scmp()).code()).isIn(49, 50);
        DaemonPath fresh = running.path(bf, a0, "north-bf", "north-a0");
        assertThat(fresh.metadata().interfaces())
                .hasToString(old.metadata().interfaces().toString().replace("1201#2", "1201#77"));
        assertThat(fresh.metadata().totalLatencyNanos()).isEqualTo(old.metadata().totalLatencyNanos());
        Host.Received received = send(fresh, "new number");
        a0.reply(received, "and back");
        assertThat(bf.receive().text()).isEqualTo("and back");
        send(other, "not concerned");
        faults.link("north-a0").cut(Cut.withScmpAfter(Duration.ZERO));
        bf.send(fresh, a0, "cut");
        assertThat(((ScmpMessage.ExternalInterfaceDown) bf.receive().scmp()).interfaceId()).isEqualTo(77);
        faults.healAll();
        send(fresh, "healed");
        assertThat(running.sandbox.topology().link("north-a0").a().interfaceId()).isEqualTo(77);
    }

    private Host.Received send(DaemonPath path, String text) throws IOException {
        bf.send(path, a0, text);
        Host.Received received = a0.receive();
        assertThat(received.text()).isEqualTo(text);
        return received;
    }

    @Test
    void refusesAnInterfaceNumberThatIsTaken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.renumber(org.pleach.path.IsdAs.parse("18-ffaa:0:1201"), "north-a0", 3))
                .withMessageContaining("that 18-ffaa:0:1201 does not use yet, got 3; in use are [1, 2, 3]");
    }

    @Test
    void closesAlthoughItsEventLoopsHaveEnded() throws Exception {
        running.network.close();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(running.sandbox::close)).isNull();
    }

    @Test
    void pathsLiveShortlyWhenToldTo() throws Exception {
        faults.pathLifetime(Duration.ofSeconds(5));
        DaemonPath path = running.path(bf, a0, "peer");
        bf.send(path, a0, "in time");
        assertThat(a0.receive().text()).isEqualTo("in time");
        await().atMost(20, TimeUnit.SECONDS).until(() -> {
            bf.send(path, a0, "late");
            return !bf.hearsNothing(50);
        });
        faults.usualPathLifetime();
        assertThat(running.path(bf, a0, "peer").expiry())
                .isAfter(java.time.Instant.now().plus(Duration.ofHours(5)));
    }

    @Test
    void aDaemonCanBeStoppedAndStartedAtTheSameAddress() throws Exception {
        faults.stopDaemon(bf.isdAs());
        faults.stopDaemon(bf.isdAs());
        assertThat(running.sandbox.isDaemonRunning(bf.isdAs())).isFalse();
        try (java.net.Socket socket = new java.net.Socket()) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                    () -> socket.connect(running.sandbox.daemonAddress(bf.isdAs()))))
                    .isInstanceOf(java.net.ConnectException.class);
        }
        faults.startDaemon(bf.isdAs());
        assertThat(running.paths(bf, a0)).hasSize(5);
    }

    @Test
    void tellsOverWhichLinksAPathGoes() throws Exception {
        DaemonPath path = running.path(bf, a0, "south-bf", "core", "north-a0");
        assertThat(faults.linksOf(path.metadata().interfaces())).containsExactly("south-bf", "core", "north-a0");
    }

    @Test
    void namesLinksAndAsesThereAreWhenAskedForOthers() {
        assertThatIllegalArgumentException().isThrownBy(() -> faults.link("nord"))
                .withMessageContaining("no link nord").withMessageContaining("north-bf");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.stopDaemon(org.pleach.path.IsdAs.parse("1-1")))
                .withMessageContaining("no AS 1-1").withMessageContaining("18-ffaa:1:10bf");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.link("peer").from(org.pleach.path.IsdAs.parse("18-ffaa:0:1201")))
                .withMessageContaining("link peer joins");
    }
}
