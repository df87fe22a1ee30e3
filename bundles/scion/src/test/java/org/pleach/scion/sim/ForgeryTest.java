package org.pleach.scion.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pleach.scion.sim.SimNetwork.MS;
import static org.pleach.scion.sim.SimPair.SECOND;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pleach.path.IsdAs;
import org.pleach.path.PathReporter.State;
import org.pleach.scion.ScionCount;
import org.pleach.scion.packet.Bytes;
import org.pleach.scion.packet.ScmpMessage;
import org.pleach.scion.path.ScionPath;

/** What somebody can do who sees nothing, but forges the peer's address, paths and SCMP messages. */
class ForgeryTest {

    private static final IsdAs A = IsdAs.parse("1-ff00:0:110");

    private static Forger against(SimPair pair, SimHost victim) {
        return new Forger(pair.world, victim, (victim == pair.x ? pair.y : pair.x).address);
    }

    private static void both(SimPair pair, long duration) {
        pair.stream(pair.here, 2 * MS, 300, duration);
        pair.stream(pair.there, 2 * MS, 300, duration);
    }

    private static void flood(SimPair pair, long interval, long duration, Runnable packet) {
        long end = pair.world.nanos() + duration;
        pair.world.every(interval, () -> {
            packet.run();
            return pair.world.nanos() < end;
        });
    }

    private static ScionPath to(SimPair pair, SimHost victim, String path) {
        return victim == pair.x ? pair.path(path).fromY : pair.path(path).fromX;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void doesNotHideThatThePathInUseIsDead(long seed) {
        try (SimPair pair = new SimPair(seed).connected()) {
            both(pair, 6 * SECOND);
            for (SimHost victim : List.of(pair.x, pair.y)) {
                Forger forger = against(pair, victim);
                flood(pair, MS, 6 * SECOND, () -> forger.datagram(to(pair, victim, "X-Y"), forger.garbage()));
            }
            pair.world.run(SECOND);
            pair.path("X-Y").cut();
            pair.world.run(6 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.x.active()).isNotEqualTo("X-Y").isEqualTo(pair.y.active());
            // A quarter of a second for what was authentic last, and the usual gap.
            assertThat(pair.there.longestGap).isLessThan(400 * MS);
            assertThat(pair.here.longestGap).isLessThan(400 * MS);
        }
    }

    @Test
    void doesNotHoldTrafficOnAReserveThatIsDeadToo() {
        try (SimPair pair = new SimPair(1).connected()) {
            both(pair, 6 * SECOND);
            for (SimHost victim : List.of(pair.x, pair.y)) {
                Forger forger = against(pair, victim);
                flood(pair, MS, 6 * SECOND, () -> {
                    for (String path : List.of("X-Y", "X-A-Y", "X-B-Y")) {
                        forger.datagram(to(pair, victim, path), forger.garbage());
                    }
                });
            }
            pair.world.run(SECOND);
            for (String path : List.of("X-Y", "X-A-Y", "X-B-Y")) {
                pair.path(path).cut();
            }
            pair.world.run(6 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.there.longestGap).isLessThan(SECOND);
            assertThat(pair.here.longestGap).isLessThan(SECOND);
        }
    }

    @Test
    void theSameGarbageTwiceIsNoCopyOfAnything() {
        try (SimPair pair = new SimPair(1).connected()) {
            both(pair, 3 * SECOND);
            for (SimHost victim : List.of(pair.x, pair.y)) {
                Forger forger = against(pair, victim);
                byte[] garbage = forger.garbage();
                flood(pair, MS, 3 * SECOND, () -> forger.datagram(to(pair, victim, "X-A-Y"), garbage));
            }
            pair.world.run(4 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.switches()).isZero();
            assertThat(pair.x.count(ScionCount.DATAGRAMS_DUPLICATED)).isZero();
            assertThat(pair.y.count(ScionCount.DATAGRAMS_DUPLICATED)).isZero();
            assertThat(pair.y.count(ScionCount.DATAGRAMS_RESENT)).isZero();
        }
    }

    @Test
    void pathsThatAreMadeUpAreNeitherKeptNorUsed() {
        try (SimPair pair = new SimPair(1).connected()) {
            both(pair, 3 * SECOND);
            long lookups = pair.network.lookups;
            for (SimHost victim : List.of(pair.x, pair.y)) {
                Forger forger = against(pair, victim);
                flood(pair, MS / 10, 3 * SECOND,
                        () -> forger.datagram(forger.madeUp(to(pair, victim, "X-A-B-Y")), forger.garbage()));
            }
            pair.world.run(4 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.switches()).isZero();
            assertThat(pair.x.paths()).hasSize(5);
            assertThat(pair.y.paths()).hasSize(5);
            assertThat(pair.x.socket.report()).hasSize(1);
            assertThat(pair.network.lookups).isEqualTo(lookups);
            assertThat(pair.there.longestGap).isLessThan(5 * MS);
        }
    }

    /** One of every kind, and some that do not exist. */
    private static List<ScmpMessage> everyKind(Bytes quote) {
        return List.of(new ScmpMessage.DestinationUnreachable(4, quote), new ScmpMessage.PacketTooBig(100, quote),
                new ScmpMessage.ParameterProblem(51, 56, quote), new ScmpMessage.ParameterProblem(19, 6, quote),
                new ScmpMessage.ExternalInterfaceDown(SimNetwork.X, 3, quote),
                new ScmpMessage.ExternalInterfaceDown(SimNetwork.Y, 3, quote),
                new ScmpMessage.ExternalInterfaceDown(IsdAs.parse("9-9"), 3, quote),
                new ScmpMessage.InternalConnectivityDown(A, 1, 2, quote),
                new ScmpMessage.EchoRequest(4248, 1, quote), new ScmpMessage.EchoReply(4248, 1, quote),
                new ScmpMessage.TracerouteRequest(4248, 1), new ScmpMessage.Unknown(100, 0, quote),
                new ScmpMessage.Unknown(200, 3, quote));
    }

    private static void floodScmp(SimPair pair, Supplier<Bytes> quote) {
        Forger forger = against(pair, pair.x);
        flood(pair, MS, 3 * SECOND,
                () -> everyKind(quote.get()).forEach(message -> forger.scmp(to(pair, pair.x, "X-A-Y"), message)));
    }

    @Test
    void scmpMessagesOfAnyKindAreNotBelievedWithoutTheFlowId() {
        try (SimPair pair = new SimPair(1).connected()) {
            both(pair, 3 * SECOND);
            int flowId = pair.network.flowIds.get(pair.x);
            floodScmp(pair, () -> against(pair, pair.x).quote(pair.path("X-Y").fromX, flowId % 0xFFFFF + 1));
            pair.world.run(4 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.switches()).isZero();
            assertThat(pair.x.count(ScionCount.PATHS_DISTRUSTED)).isZero();
            assertThat(pair.x.count(ScionCount.SILENCES)).isZero();
            assertThat(pair.x.count(ScionCount.DATAGRAMS_DUPLICATED)).isZero();
            assertThat(pair.x.reportedDown).isEmpty();
        }
    }

    @Test
    void whoGuessedTheFlowIdCausesAFewCopiesAndNoMore() {
        try (SimPair pair = new SimPair(1).connected()) {
            both(pair, 3 * SECOND);
            int flowId = pair.network.flowIds.get(pair.x);
            floodScmp(pair, () -> against(pair, pair.x).quote(pair.path("X-Y").fromX, flowId));
            pair.world.run(4 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.switches()).isZero();
            assertThat(pair.x.count(ScionCount.PATHS_DISTRUSTED)).isZero();
            assertThat(pair.x.reportedDown).isEmpty();
            assertThat(pair.x.count(ScionCount.SCMP_DOWN_UNVERIFIED)).isGreaterThan(1000);
            assertThat(pair.x.count(ScionCount.FALSE_ALARMS)).isBetween(1L, 4L);
            long copies = pair.x.count(ScionCount.DATAGRAMS_DUPLICATED) + pair.x.count(ScionCount.DATAGRAMS_RESENT);
            assertThat(copies).isLessThan(pair.x.count(ScionCount.PACKETS_SENT) / 20);
        }
    }

    @Test
    void noPathIsDeadForGood() {
        try (SimPair pair = new SimPair(1, "probe { hold = 1s }").connected()) {
            both(pair, 20 * SECOND);
            Forger forger = against(pair, pair.x);
            int flowId = pair.network.flowIds.get(pair.x);
            flood(pair, MS, 5 * SECOND, () -> pair.network.paths.values().forEach(path ->
                    everyKind(forger.quote(path.fromX, flowId)).forEach(message -> forger.scmp(path.fromY, message))));
            pair.world.run(21 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.x.paths()).extracting(path -> path.state()).doesNotContain(State.DISTRUSTED);
            assertThat(pair.there.longestGap).isLessThan(20 * MS);
        }
    }

    @Test
    void answersToProbesHaveToKnowTheNumber() {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.network.routersAnswerProbes = false;
            both(pair, 3 * SECOND);
            Forger forger = against(pair, pair.x);
            long answered = pair.x.count(ScionCount.PROBES_ANSWERED);
            flood(pair, MS, 3 * SECOND, () -> forger.scmp(to(pair, pair.x, "X-A-Y"), new ScmpMessage.TracerouteReply(
                    4248, pair.world.random.nextInt(1 << 16), SimNetwork.Y, 1)));
            pair.world.run(4 * SECOND);
            assertThat(pair.x.count(ScionCount.PROBE_ANSWERS_UNEXPECTED)).isGreaterThan(2000);
            assertThat(pair.x.count(ScionCount.PROBES_ANSWERED) - answered).isLessThan(2);
        }
    }
}
