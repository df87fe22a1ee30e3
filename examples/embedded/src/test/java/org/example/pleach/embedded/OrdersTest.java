package org.example.pleach.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Nats;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pleach.embedded.Pleach;
import org.pleach.junit.PleachServer;

@PleachServer
class OrdersTest {

    @Test
    void numbersOrders(Pleach server) throws Exception {
        try (Connection nats = Nats.connect(server.clientUrl())) {
            assertThat(new Orders(nats).isReady()).isTrue();
            assertThat(nats.request("orders.new", new byte[0], Duration.ofSeconds(5)).getData()).asString()
                    .isEqualTo("order 1");
        }
    }

    @Test
    @PleachServer(settings = "max_payload = 1024")
    void mayHaveAServerOfItsOwn(Pleach server) throws Exception {
        try (Connection nats = Nats.connect(server.clientUrl())) {
            assertThat(nats.getMaxPayload()).isEqualTo(1024);
        }
    }

    @Test
    void theProgramRuns() throws Exception {
        Main.main(new String[0]);
    }
}
