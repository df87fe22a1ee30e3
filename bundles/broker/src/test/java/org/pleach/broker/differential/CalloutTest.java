package org.pleach.broker.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pleach.broker.differential.CalloutService.quoted;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pleach.broker.RawClient;
import org.pleach.broker.differential.CalloutService.Request;
import org.pleach.broker.operator.Golden;
import org.pleach.broker.operator.Holder;
import org.pleach.broker.operator.Issuer;

/**
 * A service that says who clients are, of this project's server and, if the environment variable NATS_SERVER names one, of
 * nats-server.
 */
class CalloutTest {

    private static final Issuer SHOP = Issuer.of("shop");
    private static final Issuer WEB = Issuer.of("web");
    private static final String CONFIG = """
            listen: "127.0.0.1:-1"
            accounts {
              AUTH: { users: [ { user: service, password: s } ] }
              APP: { users: [ { user: known, password: k } ] }
              OTHER: { users: [ { user: other, password: o } ] }
            }
            authorization {
              timeout: 2
              auth_callout { issuer: ${shop.key}, account: AUTH, auth_users: [ service ], allowed_accounts: [ APP, AUTH ] }
            }
            """;

    @TempDir
    private Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final ConcurrentLinkedQueue<Request> requests = new ConcurrentLinkedQueue<>();

    private static Stream<String> servers() {
        return System.getenv(NatsServerPeer.VARIABLE) == null ? Stream.of("pleach") : Stream.of("pleach", "nats-server");
    }

    private Peer start(String server, String config) throws Exception {
        String filled = Golden.fill(config);
        return opened(server.equals("pleach") ? new PleachPeer(folder, filled) : new NatsServerPeer(folder, filled));
    }

    private Peer serve(String server, Function<Request, String> answers) throws Exception {
        Peer peer = start(server, CONFIG);
        opened(new CalloutService(CalloutService.to(peer).userInfo("service", "s"), request -> {
            requests.add(request);
            return answers.apply(request);
        }));
        return peer;
    }

    private <T extends AutoCloseable> T opened(T what) {
        opened.add(what);
        return what;
    }

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    /** CONNECT has been said, nothing read but INFO. */
    private RawClient connect(Peer peer, String shown) throws Exception {
        RawClient client = opened(new RawClient(peer.port()));
        client.line();
        return client.send("CONNECT {\"verbose\":false,\"pedantic\":false," + shown + "}\r\nPING\r\n");
    }

    private static String user(String name, String password) {
        return quoted("user", name) + ',' + quoted("pass", password);
    }

    private static String letIn(Request request, String head, String more) {
        return request.answer(SHOP, quoted("jwt", request.token(SHOP, head, more)));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void letsInWhomTheServiceKnows(String server) throws Exception {
        Peer peer = serve(server, request -> letIn(request, "\"aud\":\"APP\",\"name\":\"Dave\",",
                request.name().equals("dave") ? ",\"pub\":{\"allow\":[\"ok.>\"]}" : ""));
        RawClient dave = connect(peer, user("dave", "secret") + ",\"name\":\"tool\",\"lang\":\"test\",\"protocol\":1");
        assertThat(dave.line()).isEqualTo("PONG");
        assertThat(dave.line()).startsWith("INFO ");
        dave.send("SUB > 1\r\n").sync();

        RawClient known = connect(peer, user("known", "k"));
        assertThat(known.line()).isEqualTo("PONG");
        known.send("PUB to.dave 1\r\n1\r\n").sync();
        assertThat(dave.line()).as("both are in APP").isEqualTo("MSG to.dave 1 1");
        assertThat(dave.line()).isEqualTo("1");
        dave.send("PUB no 1\r\n1\r\n");
        assertThat(dave.line()).isEqualTo("-ERR 'Permissions Violation for Publish to \"no\"'");
        assertThat(requests.peek().claims()).contains("\"type\":\"authorization_request\"", "\"aud\":\"nats-authorization-request\"",
                "\"sub\":\"" + Golden.get("shop.key") + '"', "\"user\":\"dave\",\"pass\":\"secret\",\"name\":\"tool\",\"lang\":\"test\"",
                "\"kind\":\"Client\",\"type\":\"nats\"", "\"host\":\"127.0.0.1\"").contains("\"iss\":\"" + requests.peek().server());
    }

    @ParameterizedTest
    @MethodSource("servers")
    void letsInNobodyTheServiceMayNotSpeakFor(String server) throws Exception {
        Peer peer = serve(server, request -> switch (request.name()) {
            case "error" -> request.answer(SHOP, quoted("error", "not you"));
            case "both" -> request.answer(SHOP, quoted("error", "not you") + ',' + quoted("jwt", request.token(SHOP, "\"aud\":\"APP\",", "")));
            case "issuer" -> request.answer(SHOP, quoted("jwt", request.token(WEB, "\"aud\":\"APP\",", "")));
            case "account" -> letIn(request, "\"aud\":\"NONE\",", "");
            case "nowhere" -> letIn(request, "", "");
            case "signer" -> letIn(request, "\"aud\":\"APP\",", ",\"issuer_account\":\"" + Golden.get("shop.key") + '"');
            case "expired" -> letIn(request, "\"aud\":\"APP\",\"exp\":1700000001,", "");
            case "another" -> request.answer(SHOP, quoted("jwt", SHOP.sign(Golden.get("ann.key"), "\"aud\":\"APP\",",
                    "\"type\":\"user\",\"subs\":-1")));
            case "server" -> SHOP.sign(request.user(), "\"aud\":\"" + Golden.get("shop.key") + "\",",
                    "\"type\":\"authorization_response\"," + quoted("jwt", request.token(SHOP, "\"aud\":\"APP\",", "")));
            case "replay" -> SHOP.sign(Golden.get("ann.key"), "\"aud\":\"" + request.server() + "\",",
                    "\"type\":\"authorization_response\"," + quoted("jwt", request.token(SHOP, "\"aud\":\"APP\",", "")));
            case "nonsense" -> "x";
            case "empty" -> "";
            default -> letIn(request, "\"aud\":\"APP\",", "");
        });
        for (String name : List.of("error", "both", "issuer", "account", "nowhere", "signer", "expired", "another", "server",
                "replay", "nonsense", "empty")) {
            assertThat(connect(peer, user(name, "x")).line()).as(name).isEqualTo("-ERR 'Authorization Violation'");
        }
        assertThat(connect(peer, user("good", "x")).line()).isEqualTo("PONG");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void doesNotWaitForEver(String server) throws Exception {
        Peer peer = serve(server, request -> null);

        assertThat(connect(peer, user("dave", "x")).line()).matches("-ERR '(Authentication Timeout|Authorization Violation)'");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void asksNotAboutTheServiceNorAboutOtherAccounts(String server) throws Exception {
        Peer peer = serve(server, request -> null);
        requests.clear();

        assertThat(connect(peer, user("other", "o")).line()).isEqualTo("PONG");
        assertThat(connect(peer, user("service", "wrong")).line()).isEqualTo("-ERR 'Authorization Violation'");
        RawClient second = connect(peer, user("service", "s"));
        assertThat(second.line()).isEqualTo("PONG");
        second.send("PUB $SYS.REQ.USER.AUTH 1\r\n1\r\n");
        assertThat(second.line()).isEqualTo("-ERR 'Permissions Violation for Publish to \"$SYS.REQ.USER.AUTH\"'");
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void closesWhoseTimeIsOver(String server) throws Exception {
        long soon = System.currentTimeMillis() / 1000 + 4;
        Peer peer = serve(server, request -> letIn(request, "\"aud\":\"APP\",\"exp\":" + soon + ',', ""));
        RawClient dave = connect(peer, user("dave", "x"));
        assertThat(dave.line()).isEqualTo("PONG");

        assertThat(dave.rest()).contains("-ERR 'User Authentication Expired'");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void asksTheServiceOfAnAccountInOperatorMode(String server) throws Exception {
        Issuer operator = Issuer.of("operator");
        String shop = operator.account("shop", 1, "", ",\"authorization\":{\"auth_users\":[\"" + Golden.get("ann.key")
                + "\"],\"allowed_accounts\":[\"" + Golden.get("web.key") + "\"]}");
        Peer peer = start(server, "listen: \"127.0.0.1:-1\"\noperator: ${operator.token}\nresolver: MEMORY\nresolver_preload {\n"
                + "${sys.key}: ${sys.token}\n${shop.key}: " + shop + "\n${web.key}: " + operator.account("web", 1, "", "") + "\n"
                + "${stranger.key}: " + operator.account("stranger", 1, "", "") + "\n}\n");
        opened(new CalloutService(CalloutService.to(peer).authHandler(new Holder("ann")), request -> {
            requests.add(request);
            return switch (request.name()) {
                case "signer" -> request.answer(WEB, quoted("jwt", request.token(WEB, "", "")));
                case "stranger" -> request.answer(SHOP, quoted("jwt", request.token(Issuer.of("stranger"), "", "")));
                case "inside" -> letIn(request, "", "");
                default -> request.answer(SHOP, quoted("jwt", request.token(WEB, "\"name\":\"Dave\",", "")));
            };
        }));
        String sentinel = quoted("jwt", "${bea.token}") + ',';
        RawClient sue = connect(peer, quoted("jwt", operator(WEB)));
        assertThat(sue.line()).isEqualTo("PONG");
        sue.send("SUB > 1\r\n").sync();

        RawClient dave = connect(peer, sentinel + user("dave", "x"));
        assertThat(dave.line()).isEqualTo("PONG");
        dave.send("PUB hello 1\r\n1\r\n").sync();
        assertThat(sue.line()).as("both are in Web").isEqualTo("MSG hello 1 1");
        assertThat(connect(peer, sentinel + user("inside", "x")).line()).isEqualTo("PONG");
        assertThat(connect(peer, sentinel + user("signer", "x")).line()).isEqualTo("-ERR 'Authorization Violation'");
        assertThat(connect(peer, sentinel + user("stranger", "x")).line()).isEqualTo("-ERR 'Authorization Violation'");
        assertThat(requests.peek().claims()).contains("\"sub\":\"" + Golden.get("shop.key") + '"');
    }

    @Test
    void tellsNothingInClearToAServiceThatWantsItSealed() throws Exception {
        Issuer operator = Issuer.of("operator");
        Peer peer = start("pleach", "listen: \"127.0.0.1:-1\"\noperator: ${operator.token}\nresolver: MEMORY\nresolver_preload {\n"
                + "${shop.key}: " + operator.account("shop", 1, "", ",\"authorization\":{\"auth_users\":[\"" + Golden.get("ann.key")
                + "\"],\"xkey\":\"XAB\"}") + "\n}\n");
        opened(new CalloutService(CalloutService.to(peer).authHandler(new Holder("ann")), request -> {
            requests.add(request);
            return letIn(request, "", "");
        }));

        assertThat(connect(peer, quoted("jwt", "${bea.token}")).line()).isEqualTo("-ERR 'Authorization Violation'");
        assertThat(requests).isEmpty();
    }

    /** The token of a bearer. */
    private static String operator(Issuer account) {
        return account.user("sue", 1_700_000_000, "", ",\"bearer_token\":true");
    }
}
