package org.pleach.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pleach.itests.container.Inside.PATIENCE;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.pleach.itests.container.InContainer;
import org.pleach.itests.container.Inside;
import org.pleach.itests.container.LiveRoute;
import org.pleach.path.PathReporter.PathStatus;
import org.pleach.rig.Ledger;
import org.pleach.rig.NumberedStream;

/** The bundle of a policy that filters is not there when a route is dialled, and goes away while it is alive. */
@InContainer
public class FilterOutageTest {

    private static final int MESSAGES_PER_SECOND = 500;
    private static final String REFUSED = "18-ffaa:1:10a0#3";

    @Test
    public void noPathIsUsedThatTheFilterDidNotLetPass() throws Exception {
        Bundle acl = Inside.bundle("org.pleach.path.policy.acl");
        acl.stop();
        try (LiveRoute route = LiveRoute.start(Map.of("path_preference", "acl",
                "acl", new String[] {"- " + REFUSED, "+"}))) {
            await().atMost(PATIENCE).until(() -> route.count("filters_missing") > 0);
            assertThat(route.active()).as("paths in use without the filter").isEmpty();
            acl.start();
            await().atMost(PATIENCE).untilAsserted(() -> assertAllowed(route));

            try (NumberedStream stream = route.stream("filtered", MESSAGES_PER_SECOND)) {
                for (int i = 0; i < 3; i++) {
                    acl.stop();
                    carryOn(route, stream);
                    acl.start();
                    carryOn(route, stream);
                }
                Ledger.Snapshot account = stream.finish(PATIENCE);
                assertThat(List.of(account.missing(), account.duplicated(), account.reordered()))
                        .as("lost, duplicated, reordered").containsOnly(0L);
            }
        }
    }

    private static void carryOn(LiveRoute route, NumberedStream stream) {
        long carried = stream.ledger().snapshot().distinct();
        await().atMost(PATIENCE).until(() -> {
            assertAllowed(route);
            return stream.ledger().snapshot().distinct() > carried + MESSAGES_PER_SECOND / 2;
        });
    }

    private static void assertAllowed(LiveRoute route) {
        List<PathStatus> active = route.active();
        assertThat(active).as("paths in use").hasSize(1);
        assertThat(active.get(0).path().metadata().interfaces()).as("interfaces of the path in use")
                .extracting(Object::toString).isNotEmpty().doesNotContain(REFUSED);
    }
}
