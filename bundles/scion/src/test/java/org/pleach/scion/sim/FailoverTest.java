package org.pleach.scion.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pleach.scion.sim.SimNetwork.MS;
import static org.pleach.scion.sim.SimNetwork.X;
import static org.pleach.scion.sim.SimNetwork.Y;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pleach.path.PathReporter.State;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.ScionCount;
import org.pleach.scion.ScionOptions;

/** Two hosts, five paths, a round trip of 20 ms, in virtual time. The dialling side is X; the paths are in X-Y order. */
class FailoverTest {

    private static final long SECOND = 1000 * MS;

    private final SimWorld world = new SimWorld(1);
    private final SimNetwork network = new SimNetwork(world);
    private final SimHost x = host("127.0.0.28", X);
    private final SimHost y = host("127.0.0.36", Y);
    private SimTransport here;
    private SimTransport there;

    @AfterEach
    void releasesEverything() {
        assertThat(world.close()).isZero();
    }

    private SimHost host(String host, org.pleach.path.IsdAs isdAs) {
        try {
            return new SimHost(network, new ScionAddress(isdAs, InetAddress.getByName(host), 4248),
                    ScionOptions.defaults());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private void connect() {
        y.onAccept = transport -> there = transport;
        here = x.dial(y);
        here.send(1000);
        assertThat(world.runUntil(() -> there != null && here.isAllAcknowledged(), SECOND)).isTrue();
        world.run(SECOND);
        there.lastDelivery = -1;
    }

    private void stream(SimTransport from, long interval, int size, long duration) {
        long end = world.nanos() + duration;
        world.every(interval, () -> {
            from.send(size);
            return world.nanos() < end;
        });
    }

    private static void assertAllDelivered(SimTransport from, SimTransport to) {
        assertThat(to.delivered).hasSize((int) from.sent());
    }

    @Test
    void takesTheFirstPathAndTheOtherSideAnswersOnIt() {
        connect();
        assertThat(x.active()).isEqualTo("X-Y");
        assertThat(y.active()).isEqualTo("X-Y");
        assertThat(x.paths()).hasSize(5);
        assertThat(y.paths()).hasSize(5);
        assertThat(network.named("X-Y").carriedBackward).isPositive();
    }

    @Test
    void measuresRoundTripsByProbes() {
        connect();
        assertThat(x.paths().get(0).roundTripNanos()).isEqualTo(20 * MS);
        assertThat(x.count(ScionCount.PROBES_ANSWERED)).isPositive();
    }

    @Test
    void silentCutCostsNothingButAShortGapWhileTheDialerSends() {
        connect();
        stream(here, MS, 300, 4 * SECOND);
        world.run(SECOND);
        network.named("X-Y").cut();
        world.run(5 * SECOND);
        System.out.println("dialer sends: gap " + there.longestGap / 1e6 + " ms, resent "
                + x.count(ScionCount.DATAGRAMS_RESENT) + " dup " + x.count(ScionCount.DATAGRAMS_DUPLICATED));
        assertAllDelivered(here, there);
        assertThat(there.longestGap).isLessThan(120 * MS);
        assertThat(x.active()).isNotEqualTo("X-Y").isEqualTo(y.active());
        assertThat(x.state("X-Y")).isEqualTo(State.DISTRUSTED);
        assertThat(x.count(ScionCount.FAILOVERS)).isEqualTo(1);
    }

    @Test
    void silentCutCostsNothingButAShortGapWhileTheAcceptorSends() {
        connect();
        stream(there, MS, 300, 4 * SECOND);
        world.run(SECOND);
        network.named("X-Y").cut();
        world.run(5 * SECOND);
        System.out.println("acceptor sends: gap " + here.longestGap / 1e6);
        assertAllDelivered(there, here);
        assertThat(here.longestGap).isLessThan(120 * MS);
        assertThat(x.active()).isNotEqualTo("X-Y").isEqualTo(y.active());
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward", "backward", "both"})
    void silentCutInAnyDirectionWhileBothSend(String direction) {
        connect();
        stream(here, MS, 300, 4 * SECOND);
        stream(there, 2 * MS, 500, 4 * SECOND);
        world.run(SECOND);
        network.named("X-Y").cutForward = !direction.equals("backward");
        network.named("X-Y").cutBackward = !direction.equals("forward");
        world.run(5 * SECOND);
        System.out.println(direction + ": gaps " + there.longestGap / 1e6 + " " + here.longestGap / 1e6);
        assertAllDelivered(here, there);
        assertAllDelivered(there, here);
        assertThat(there.longestGap).isLessThan(150 * MS);
        assertThat(here.longestGap).isLessThan(150 * MS);
        assertThat(x.active()).isNotEqualTo("X-Y").isEqualTo(y.active());
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward", "backward", "both"})
    void silentCutWhileSmallRequestsAreAnswered(String direction) {
        connect();
        there.onMessage = number -> there.send(53);
        here.onMessage = number -> here.send(53);
        here.send(53);
        world.run(SECOND);
        network.named("X-Y").cutForward = !direction.equals("backward");
        network.named("X-Y").cutBackward = !direction.equals("forward");
        world.run(2 * SECOND);
        System.out.println("request-reply " + direction + ": gaps " + there.longestGap / 1e6 + " "
                + here.longestGap / 1e6);
        assertThat(there.longestGap).isLessThan(250 * MS);
        assertThat(here.longestGap).isLessThan(250 * MS);
    }

    @Test
    void returnsToThePreferredPathAfterHealing() {
        connect();
        stream(here, MS, 300, 30 * SECOND);
        world.run(SECOND);
        network.named("X-Y").cut();
        world.run(3 * SECOND);
        network.named("X-Y").heal();
        boolean back = world.runUntil(() -> x.active().equals("X-Y") && y.active().equals("X-Y"), 10 * SECOND);
        assertThat(back).isTrue();
        there.longestGap = 0;
        long switches = x.count(ScionCount.PATH_SWITCHES) + y.count(ScionCount.PATH_SWITCHES);
        world.run(15 * SECOND);
        assertThat(x.count(ScionCount.PATH_SWITCHES) + y.count(ScionCount.PATH_SWITCHES)).isEqualTo(switches);
        assertThat(there.longestGap).isLessThan(5 * MS);
        assertThat(x.count(ScionCount.RETURNS_TO_PREFERRED)).isEqualTo(1);
    }

    @Test
    void noticesOnAnIdleConnectionBeforeItIsNeeded() {
        connect();
        network.named("X-Y").cut();
        world.run(15 * SECOND);
        assertThat(x.active()).isNotEqualTo("X-Y");
        here.lastDelivery = -1;
        long start = world.nanos();
        here.send(100);
        assertThat(world.runUntil(() -> there.delivered.size() == here.sent(), SECOND)).isTrue();
        assertThat(world.nanos() - start).isLessThan(15 * MS);
    }

    @Test
    void staysOnItsPathWhileOnlyThePeerIsSilent() {
        connect();
        network.hosts.remove(y);
        stream(here, 10 * MS, 300, 200 * MS);
        world.run(800 * MS);
        assertThat(x.active()).isEqualTo("X-Y");
        assertThat(x.state("X-Y")).isEqualTo(State.ACTIVE);
    }

    @Test
    void anIdleConnectionRaisesNoAlarms() {
        connect();
        for (int i = 0; i < 20; i++) {
            here.send(53);
            world.run(200 * MS + world.random.nextLong(SECOND));
            there.send(53);
            world.run(200 * MS + world.random.nextLong(SECOND));
        }
        assertThat(x.count(ScionCount.SILENCES) + y.count(ScionCount.SILENCES)).isZero();
        assertThat(x.count(ScionCount.DATAGRAMS_RESENT)).isZero();
    }
}
