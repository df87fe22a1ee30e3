package org.pleach.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pleach.itests.container.Inside.PATIENCE;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.pleach.broker.Broker;
import org.pleach.itests.container.InContainer;
import org.pleach.itests.container.Inside;

@InContainer
public class BrokerInContainerTest {

    private static final String PID = "org.pleach.broker";
    private static final int SMALL = 1024;

    @Test
    public void aConfigurationStartsABrokerThatCarriesMessages() throws Exception {
        Inside.configure(PID, Map.of("listen", "127.0.0.1:-1", "server_name", "inside"));
        try (Connection client = connect()) {
            assertThat(client.getServerInfo().getServerName()).isEqualTo("inside");
            assertEchoes(client);
        } finally {
            stop();
        }
    }

    @Test
    public void aChangedConfigurationIsAReloadThatClosesNothing() throws Exception {
        Inside.configure(PID, Map.of("listen", "127.0.0.1:-1"));
        try (Connection client = connect()) {
            Broker before = Inside.service(Broker.class);
            int port = port();
            Inside.configure(PID, Map.of("listen", "127.0.0.1:-1", "max_payload", (long) SMALL));
            await().atMost(PATIENCE).until(() -> before.options().maxPayload() == SMALL);
            assertThat(Inside.service(Broker.class)).isSameAs(before);
            assertThat(port()).isEqualTo(port);
            assertThat(client.getStatus()).isEqualTo(Connection.Status.CONNECTED);
            assertThat(client.getStatistics().getReconnects()).isZero();
            assertEchoes(client);
        } finally {
            stop();
        }
    }

    @Test
    public void aMistakenConfigurationIsRefusedAndTheOldOneStays() throws Exception {
        Inside.configure(PID, Map.of("listen", "127.0.0.1:-1"));
        try (Connection client = connect()) {
            Broker broker = Inside.service(Broker.class);
            int maxPayload = broker.options().maxPayload();
            Inside.configure(PID, Map.of("listen", "127.0.0.1:-1", "max_payload", "nonsense"));
            Inside.configure(PID, Map.of("listen", "127.0.0.1:-1", "debug", true));
            await().atMost(PATIENCE).until(() -> broker.options().debug());
            assertThat(broker.options().maxPayload()).isEqualTo(maxPayload);
            assertEchoes(client);
        } finally {
            stop();
        }
    }

    private static void assertEchoes(Connection client) throws Exception {
        Subscription subscription = client.subscribe("greetings.>");
        client.publish("greetings.world", "hello".getBytes(StandardCharsets.UTF_8));
        Message message = subscription.nextMessage(PATIENCE);
        assertThat(message).as("a message within %s", PATIENCE).isNotNull();
        assertThat(new String(message.getData(), StandardCharsets.UTF_8)).isEqualTo("hello");
    }

    private static Connection connect() throws Exception {
        Inside.awaitService(Broker.class);
        return Nats.connect(Options.builder().server("nats://127.0.0.1:" + port())
                .connectionTimeout(PATIENCE).noReconnect().build());
    }

    private static int port() {
        return Inside.service(Broker.class).clientListening().listeners().get(0).endpoint().port();
    }

    private static void stop() throws Exception {
        ServiceReference<Broker> running = Inside.context().getServiceReference(Broker.class);
        Inside.unconfigure(PID);
        await().atMost(PATIENCE).until(() -> running.getBundle() == null);
    }
}
