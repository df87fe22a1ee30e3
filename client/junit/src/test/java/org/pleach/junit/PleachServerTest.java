package org.pleach.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.net.URI;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pleach.embedded.Pleach;

@PleachServer
class PleachServerTest {

    private final Pleach inConstructor;

    PleachServerTest(Pleach server) {
        inConstructor = server;
    }

    @Test
    void isThereForAllTestsOfTheClass(Pleach server) {
        assertThat(server).isSameAs(inConstructor);
    }

    @Test
    void takesClients(String url, URI uri) throws Exception {
        assertThat(uri.toString()).isEqualTo(url);
        try (Connection nats = Nats.connect(url)) {
            assertThat(nats.getStatus()).isEqualTo(Connection.Status.CONNECTED);
        }
    }

    @Test
    @PleachServer(settings = {"authorization.token = s3cret", "server_name = alone"})
    void mayBeOneOfATestsOwn(Pleach server) throws Exception {
        assertThat(server).isNotSameAs(inConstructor);
        Options options = Options.builder().server(server.clientUrl()).token("s3cret".toCharArray()).build();
        try (Connection nats = Nats.connect(options)) {
            assertThat(nats.getServerInfo().getServerName()).isEqualTo("alone");
        }
    }

    @Nested
    class InANestedClass {
        @Test
        void isTheSame(Pleach server) {
            assertThat(server).isSameAs(inConstructor);
        }
    }
}
