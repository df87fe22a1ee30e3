package org.pleach.broker.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.LoopbackServer;

class OperatorReloadTest {

    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final String LISTEN = "listen: \"127.0.0.1:-1\"\n";

    private static String config(String name, String token) {
        return Golden.fill("operator: \"${operator.token}\"\nresolver: MEMORY\nresolver_preload { ${" + name + ".key}: \"" + token + "\" }\n");
    }

    private static void reload(LoopbackServer server, String config) {
        server.server().reload(BrokerOptions.from(ConfigFactory.parseString(LISTEN + config)));
    }

    private static Connection connect(LoopbackServer server, String name) throws Exception {
        return Nats.connect(server.options().authHandler(new Holder(name)).build());
    }

    @Test
    void takesOtherTokensOfAccounts() throws Exception {
        try (LoopbackServer server = new LoopbackServer(config("shop", Golden.get("shop.token")));
                Connection ann = connect(server, "ann")) {
            assertThatThrownBy(() -> connect(server, "sue")).isInstanceOf(AuthenticationException.class);

            reload(server, config("web", Golden.get("web.token")));
            connect(server, "sue").close();
            ann.flush(WAIT);

            reload(server, config("shop", Issuer.of("operator").account("shop", 1, "", ",\"revocations\":{\"*\":9999999999}")));
            await().atMost(WAIT).until(() -> ann.getStatus() == Connection.Status.CLOSED);
        }
    }

    @Test
    void takesNothingOfAFileWithAnOperatorWhereThereWasNone() throws Exception {
        try (LoopbackServer server = new LoopbackServer("authorization { user: a, password: p }")) {
            reload(server, config("shop", Golden.get("shop.token")));

            assertThatThrownBy(() -> Nats.connect(server.options().build())).isInstanceOf(AuthenticationException.class);
            Nats.connect(server.options().userInfo("a", "p").build()).close();
            assertThat(server.server().options().operator()).isNull();
        }
    }

    @Test
    void takesNothingOfAFileWithoutItsOperator() throws Exception {
        try (LoopbackServer server = new LoopbackServer(config("shop", Golden.get("shop.token")))) {
            reload(server, "");

            assertThatThrownBy(() -> Nats.connect(server.options().build())).isInstanceOf(AuthenticationException.class);
            connect(server, "ann").close();
        }
    }
}
