package org.pleach.monitoring.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.server.BrokerServer;
import org.pleach.monitoring.MonitoringOptions;
import org.pleach.monitoring.Sources;
import org.pleach.network.NativeNetwork;
import org.pleach.transport.tcp.TcpTransport;

class SystemServiceTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final ObjectMapper json = new ObjectMapper();
    private NativeNetwork network;
    private TcpTransport tcp;
    private BrokerServer broker;
    private SystemService service;
    private Connection system;

    @BeforeEach
    void start() throws Exception {
        network = NativeNetwork.open(2, "test");
        tcp = new TcpTransport(network);
        broker = BrokerServer.builder().network(network).transport(tcp).options(BrokerOptions.from(
                ConfigFactory.parseString("listen = \"127.0.0.1:0\", server_name = east-1, accounts { "
                        + "\"$SYS\" { users = [{user = sys, password = s}] }, A { users = [{user = a, password = a}] } }")))
                .start();
        broker.ready().toCompletableFuture().join();
        service = SystemService.start(new Sources(broker, () -> null, List::of, List::of),
                () -> new MonitoringOptions("127.0.0.1", 8222, "", 1, LONG));
        system = connect("sys", "s");
    }

    @AfterEach
    void stop() throws Exception {
        system.close();
        service.close();
        broker.close();
        tcp.close();
        network.close();
    }

    private Connection connect(String user, String password) throws Exception {
        return Nats.connect(Options.builder().noReconnect().userInfo(user.toCharArray(), password.toCharArray())
                .connectionName("client of " + user)
                .server("nats://127.0.0.1:" + broker.clientListening().listeners().get(0).endpoint().port()).build());
    }

    private JsonNode ask(String subject, String request) throws Exception {
        Message answer = system.request(subject, request.getBytes(StandardCharsets.UTF_8), LONG);
        assertThat(answer).as(subject).isNotNull();
        return json.readTree(answer.getData());
    }

    private JsonNode next(Subscription subscription) throws InterruptedException, IOException {
        Message message = subscription.nextMessage(LONG);
        assertThat(message).as(subscription.getSubject()).isNotNull();
        return json.readTree(message.getData());
    }

    private Subscription watch(String subject) throws Exception {
        Subscription subscription = system.subscribe(subject);
        system.flush(LONG);
        return subscription;
    }

    private String id() {
        return broker.identity().id();
    }

    @Test
    void answersAPingWithItsFigures() throws Exception {
        for (String subject : List.of("PING", "PING.STATSZ", id() + ".STATSZ")) {
            JsonNode answer = ask("$SYS.REQ.SERVER." + subject, "");
            assertThat(answer.at("/server/name").asText()).isEqualTo("east-1");
            assertThat(answer.at("/server/id").asText()).isEqualTo(id());
            assertThat(answer.at("/statsz/connections").asInt()).isEqualTo(1);
            assertThat(answer.at("/statsz/active_servers").asInt()).isEqualTo(1);
        }
        assertThat(ask("$SYS.REQ.SERVER.PING.IDZ", "").at("/id").asText()).isEqualTo(id());
    }

    @Test
    void answersWithEveryPage() throws Exception {
        for (String page : List.of("VARZ", "CONNZ", "SUBSZ", "ROUTEZ", "ACCOUNTZ", "LEAFZ", "GATEWAYZ", "JSZ")) {
            assertThat(ask("$SYS.REQ.SERVER.PING." + page, "").at("/data/server_id").asText()).as(page).isEqualTo(id());
            assertThat(ask("$SYS.REQ.SERVER." + id() + '.' + page, "{}").at("/data/server_id").asText()).as(page)
                    .isEqualTo(id());
        }
        assertThat(ask("$SYS.REQ.SERVER.PING.HEALTHZ", "").at("/data").toString())
                .isEqualTo("{\"status\":\"ok\",\"status_code\":200}");
        assertThat(ask("$SYS.REQ.SERVER.PING.VARZ", "").at("/data/http_port").asInt()).isEqualTo(8222);
        assertThat(ask("$SYS.REQ.SERVER.PING.ACCOUNTZ", "").at("/data/system_account").asText()).isEqualTo("$SYS");
    }

    @Test
    void takesTheOptionsOfARequest() throws Exception {
        try (Connection other = connect("a", "a")) {
            other.subscribe("news");
            other.flush(LONG);
            JsonNode found = ask("$SYS.REQ.SERVER.PING.CONNZ", "{\"acc\":\"A\",\"subscriptions\":true}").at("/data");
            assertThat(found.at("/total").asInt()).isEqualTo(1);
            assertThat(found.at("/connections/0/name").asText()).isEqualTo("client of a");
            assertThat(found.at("/connections/0/subscriptions_list").toString()).contains("news");
            assertThat(ask("$SYS.REQ.SERVER.PING.CONNZ", "{\"user\":\"nobody\"}").at("/data/total").asInt()).isZero();
        }
    }

    @Test
    void answersForOneAccount() throws Exception {
        try (Connection other = connect("a", "a")) {
            other.subscribe("news");
            other.flush(LONG);
            assertThat(ask("$SYS.REQ.ACCOUNT.A.CONNZ", "").at("/data/connections/0/name").asText())
                    .isEqualTo("client of a");
            assertThat(ask("$SYS.REQ.ACCOUNT.A.INFO", "").at("/data/account_name").asText()).isEqualTo("A");
            assertThat(ask("$SYS.REQ.ACCOUNT.A.SUBSZ", "").at("/data/subscriptions_list/0/subject").asText())
                    .isEqualTo("news");
            JsonNode statistics = ask("$SYS.REQ.ACCOUNT.PING.STATZ", "{\"accounts\":[\"A\"]}").at("/data/account_statz");
            assertThat(statistics).hasSize(1);
            assertThat(statistics.at("/0/conns").asInt()).isEqualTo(1);
        }
        assertThat(ask("$SYS.REQ.ACCOUNT.NOPE.INFO", "").at("/error/code").asInt()).isEqualTo(500);
    }

    @Test
    void saysWhatIsWrongWithARequest() throws Exception {
        assertThat(ask("$SYS.REQ.SERVER.PING.CONNZ", "junk").at("/error/code").asInt()).isEqualTo(400);
        assertThat(ask("$SYS.REQ.SERVER.PING.CONNZ", " ".repeat(70_000)).at("/error/code").asInt()).isEqualTo(400);
        JsonNode refused = ask("$SYS.REQ.SERVER.PING.CONNZ", "{\"sort\":\"zork\"}");
        assertThat(refused.at("/error/code").asInt()).isEqualTo(500);
        assertThat(refused.at("/data").isNull()).isTrue();
        assertThat(service.counters().get(SystemCounter.REQUESTS_REFUSED)).isEqualTo(3);
    }

    @Test
    void keepsSilentWhenAnotherServerIsMeant() throws Exception {
        Subscription answers = watch("answers");
        system.publish("$SYS.REQ.SERVER.PING.IDZ", "answers", "{\"server_name\":\"west\"}".getBytes(StandardCharsets.UTF_8));
        system.publish("$SYS.REQ.SERVER.PING.IDZ", "answers", "{\"server_name\":\"east\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(next(answers).at("/name").asText()).isEqualTo("east-1");
        assertThat(service.counters().get(SystemCounter.REQUESTS)).isEqualTo(1);
    }

    @Test
    void answersNobodyOfAnotherAccount() throws Exception {
        try (Connection other = connect("a", "a")) {
            assertThatThrownBy(() -> other.requestWithTimeout("$SYS.REQ.SERVER.PING", null, LONG).get())
                    .isInstanceOf(Exception.class);
            assertThat(service.counters().get(SystemCounter.REQUESTS)).isZero();
        }
    }

    @Test
    void tellsWhoComesAndGoes() throws Exception {
        Subscription comes = watch("$SYS.ACCOUNT.A.CONNECT");
        Subscription goes = watch("$SYS.ACCOUNT.A.DISCONNECT");
        Subscription count = watch("$SYS.ACCOUNT.A.SERVER.CONNS");
        try (Connection other = connect("a", "a")) {
            JsonNode event = next(comes);
            assertThat(event.at("/type").asText()).isEqualTo("io.nats.server.advisory.v1.client_connect");
            assertThat(event.at("/id").asText()).hasSize(22);
            assertThat(event.at("/client/user").asText()).isEqualTo("a");
            assertThat(event.at("/client/acc").asText()).isEqualTo("A");
            assertThat(next(count).at("/conns").asInt()).isEqualTo(1);
            other.publish("news", new byte[5]);
            other.flush(LONG);
        }
        JsonNode event = next(goes);
        assertThat(event.at("/reason").asText()).isEqualTo("Client Closed");
        assertThat(event.at("/sent/bytes").asInt()).isEqualTo(5);
        assertThat(next(count).at("/conns").asInt()).isZero();
    }

    @Test
    void tellsWhoWasNotLetIn() throws Exception {
        Subscription refused = watch("$SYS.SERVER." + id() + ".CLIENT.AUTH.ERR");
        assertThatThrownBy(() -> connect("a", "wrong")).isInstanceOf(Exception.class);
        JsonNode event = next(refused);
        assertThat(event.at("/reason").asText()).isEqualTo("Authentication Failure");
        assertThat(event.at("/client/user").asText()).isEqualTo("a");
    }

    @Test
    void tellsItsEndBeforeTheConnectionsAreClosed() throws Exception {
        CompletableFuture<Message> told = new CompletableFuture<>();
        system.createDispatcher(told::complete).subscribe("$SYS.SERVER." + id() + ".SHUTDOWN");
        system.flush(LONG);
        service.close();
        broker.close();
        assertThat(json.readTree(told.get(LONG.toSeconds(), TimeUnit.SECONDS).getData()).at("/id").asText()).isEqualTo(id());
    }

    @Test
    void leavesNothingBehindInTheSystemAccount() {
        service.close();
        await().untilAsserted(() -> assertThat(broker.account("$SYS").isWanted("$SYS.REQ.SERVER.PING")).isFalse());
    }
}
