package org.pleach.broker.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.pleach.broker.BrokerCounter;
import org.pleach.broker.EmbeddedServer;

class SessionFuzzTest {

    @FuzzTest(maxDuration = "30s")
    void noInputHarmsTheServer(byte[] input) throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("max_payload: 10000, max_subscriptions: 50, max_pending: 100000")
                .connect()) {
            int at = 0;
            for (int piece = 1; at < input.length && server.channel().isOpen(); piece = piece * 3 % 101) {
                int end = Math.min(input.length, at + piece);
                server.receive(Arrays.copyOfRange(input, at, end));
                at = end;
            }
            server.channel().close();
            server.sent();
            assertThat(server.server().counters().get(BrokerCounter.INTERNAL_ERRORS)).isZero();
            assertThat(server.server().connections()).isEmpty();
            assertThat(server.server().totals().subscriptions()).isZero();
        }
    }
}
