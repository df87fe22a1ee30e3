package org.pleach.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pleach.itests.container.Inside.PATIENCE;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.pleach.broker.Broker;
import org.pleach.itests.container.InContainer;
import org.pleach.itests.container.Inside;
import org.pleach.itests.container.LiveRoute;
import org.pleach.path.PathReporter.PeerPaths;
import org.pleach.rig.Ledger;
import org.pleach.rig.NumberedStream;

/** The bundle of the path scheduler in use is stopped, updated and started under a live route. */
@InContainer
public class SchedulerSwapTest {

    private static final int MESSAGES_PER_SECOND = 500;

    @Test
    public void aSchedulerThatComesChangesAndGoesTakesLiveRoutesAlongAndLosesNothing() throws Exception {
        Bundle scheduler = Inside.bundle("org.pleach.path.scheduler.redundant");
        try (LiveRoute route = LiveRoute.start(Map.of("path_mode", "redundant"))) {
            awaitMode(route, "redundant");
            try (NumberedStream there = route.stream("there", MESSAGES_PER_SECOND);
                    NumberedStream back = route.back("back", MESSAGES_PER_SECOND)) {
                ServiceReference<Broker> broker = Inside.context().getServiceReference(Broker.class);
                for (int i = 0; i < 3; i++) {
                    scheduler.stop();
                    awaitMode(route, "failover");
                    carryOn(there, back);
                    scheduler.start();
                    awaitMode(route, "redundant");
                    carryOn(there, back);
                    scheduler.update();
                    awaitMode(route, "redundant");
                }
                carryOn(there, back);
                assertThat(route.count("datagrams_duplicated")).isPositive();
                assertThat(route.count("scheduler_failures")).isZero();
                assertThat(Inside.context().getServiceReference(Broker.class)).isEqualTo(broker);
                assertFlawless(there.finish(PATIENCE));
                assertFlawless(back.finish(PATIENCE));
            }
        }
    }

    private static void awaitMode(LiveRoute route, String mode) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(route.active()).as("paths in use").isNotEmpty();
            assertThat(route.peers()).extracting(PeerPaths::mode).containsOnly(mode);
        });
    }

    private static void carryOn(NumberedStream there, NumberedStream back) {
        for (NumberedStream stream : List.of(there, back)) {
            long carried = stream.ledger().snapshot().distinct();
            await().atMost(PATIENCE)
                    .until(() -> stream.ledger().snapshot().distinct() > carried + MESSAGES_PER_SECOND / 2);
        }
    }

    private static void assertFlawless(Ledger.Snapshot account) {
        assertThat(account.published()).isGreaterThan(MESSAGES_PER_SECOND);
        assertThat(List.of(account.missing(), account.duplicated(), account.reordered()))
                .as("lost, duplicated, reordered").containsOnly(0L);
    }
}
