package org.pleach.broker.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pleach.broker.operator.Golden;
import org.pleach.broker.operator.Issuer;

/**
 * What becomes of users who are connected when other claims come, of this project's server and, if the environment variable
 * NATS_SERVER names one, of nats-server.
 */
class OperatorLiveTest {

    private static final Issuer OPERATOR = Issuer.of("operator");
    private static final Issuer SHOP = Issuer.of("shop");
    private static final Issuer SIGNER = Issuer.of("shop.signer");
    private static final long ISSUED = 1_700_000_000;
    private static final String KEYS = ",\"signing_keys\":[\"" + Golden.get("shop.signer.key") + "\"]";
    private static final String BOUNDS = "\"subs\":-1,\"data\":-1,\"payload\":-1,\"imports\":-1,\"exports\":-1,\"wildcards\":true";

    @TempDir
    private Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();

    private static Stream<String> servers() {
        return System.getenv(NatsServerPeer.VARIABLE) == null ? Stream.of("pleach") : Stream.of("pleach", "nats-server");
    }

    private Peer start(String server) throws Exception {
        return start(server, "resolver: { type: full, dir: \"" + folder.resolve("jwt") + "\", allow_delete: true }");
    }

    private Peer start(String server, String resolver) throws Exception {
        String config = Golden.fill("listen: \"127.0.0.1:-1\"\noperator: ${operator.token}\n" + resolver
                + "\nresolver_preload {\n  ${sys.key}: ${sys.token}\n  ${shop.key}: " + shop("", KEYS) + "\n}\n");
        Peer peer = server.equals("pleach") ? new PleachPeer(folder, config) : new NatsServerPeer(folder, config);
        opened.add(peer);
        return peer;
    }

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    /** The account, issued later than the one before it. */
    private static String shop(String head, String more) {
        return OPERATOR.account("shop", ISSUED, head, more);
    }

    private static String ann(String head, String more) {
        return SHOP.user("ann", ISSUED, head, more);
    }

    private OperatorClient connect(Peer peer, String token, String name) throws Exception {
        OperatorClient client = OperatorClient.connect(peer.port(), token, Golden.get(name + ".seed"));
        opened.add(client);
        return client.sync();
    }

    private OperatorClient admin(Peer peer) throws Exception {
        return connect(peer, Golden.get("admin.token"), "admin");
    }

    private static void update(OperatorClient admin, String token) throws IOException {
        assertThat(admin.request("$SYS.REQ.ACCOUNT." + Golden.get("shop.key") + ".CLAIMS.UPDATE", token))
                .contains("\"code\":200", "\"message\":\"jwt updated\"");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void closesWhoIsRevoked(String server) throws Exception {
        Peer peer = start(server);
        OperatorClient ann = connect(peer, ann("", ""), "ann");
        OperatorClient later = connect(peer, SHOP.user("net", ISSUED + 10, "", ""), "net");
        OperatorClient admin = admin(peer);

        update(admin, shop("", KEYS + ",\"revocations\":{\"" + Golden.get("ann.key") + "\":" + ISSUED + ",\"*\":5}"));

        assertThat(ann.rest()).contains("-ERR 'User Authentication Revoked'");
        later.sync();
        assertThatThrownBy(() -> connect(peer, ann("", ""), "ann")).hasMessageContaining("Authorization Violation");
        update(admin, shop("", KEYS + ",\"revocations\":{\"*\":" + (ISSUED + 10) + '}'));
        assertThat(later.rest()).contains("-ERR 'User Authentication Revoked'");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void closesWhoseTimeIsOver(String server) throws Exception {
        Peer peer = start(server);
        long soon = System.currentTimeMillis() / 1000 + 4;
        OperatorClient ann = connect(peer, ann("\"exp\":" + soon + ',', ""), "ann");

        assertThat(ann.rest()).contains("-ERR 'User Authentication Expired'");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void closesThoseOfAnAccountWhoseTimeIsOver(String server) throws Exception {
        Peer peer = start(server);
        OperatorClient ann = connect(peer, ann("", ""), "ann");

        update(admin(peer), shop("\"exp\":" + (System.currentTimeMillis() / 1000 + 4) + ',', KEYS));

        assertThat(ann.rest()).contains("-ERR 'Account Authentication Expired'");
        assertThatThrownBy(() -> connect(peer, ann("", ""), "ann")).hasMessageContaining("Authorization Violation");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void closesThoseThatCameLastIfThereAreTooMany(String server) throws Exception {
        Peer peer = start(server);
        OperatorClient first = connect(peer, ann("", ""), "ann");
        OperatorClient second = connect(peer, ann("", ""), "ann");

        update(admin(peer), shop("", KEYS + ",\"limits\":{" + BOUNDS + ",\"conn\":1,\"leaf\":-1}"));

        assertThat(second.rest()).contains("-ERR 'maximum account active connections exceeded'");
        first.sync();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void closesWhomAKeySignedThatIsGone(String server) throws Exception {
        Peer peer = start(server);
        OperatorClient bob = connect(peer, SIGNER.user("bob", ISSUED, "",
                ",\"issuer_account\":\"" + Golden.get("shop.key") + '"'), "bob");
        OperatorClient ann = connect(peer, ann("", ""), "ann");

        update(admin(peer), shop("", ""));

        assertThat(bob.rest()).doesNotContain("-ERR");
        ann.sync();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void takesAwayWhatTheDefaultPermissionsForbidByNow(String server) throws Exception {
        Peer peer = start(server);
        OperatorClient ann = connect(peer, ann("", ""), "ann");
        ann.send("SUB x 1\r\n").sync();

        update(admin(peer), shop("", KEYS + ",\"default_permissions\":{\"sub\":{\"deny\":[\"x\"]},\"pub\":{\"deny\":[\"y\"]}}"));

        assertThat(ann.line()).isEqualTo("-ERR 'Permissions Violation for Subscription to \"x\" (sid \"1\")'");
        ann.send("PUB y 1\r\n1\r\n");
        assertThat(ann.line()).isEqualTo("-ERR 'Permissions Violation for Publish to \"y\"'");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void closesBearersThatMustSignByNow(String server) throws Exception {
        Peer peer = start(server);
        OperatorClient bearer = connect(peer, ann("", ",\"bearer_token\":true"), "ann");

        update(admin(peer), shop("", KEYS + ",\"limits\":{" + BOUNDS + ",\"conn\":-1,\"leaf\":-1,\"disallow_bearer\":true}"));

        assertThat(bearer.rest()).contains("-ERR 'Authorization Violation'");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void closesWhoHasMoreSubscriptionsThanThereMayBeByNow(String server) throws Exception {
        Peer peer = start(server);
        OperatorClient ann = connect(peer, ann("", ""), "ann");
        ann.send("SUB x 1\r\nSUB y 2\r\n").sync();

        update(admin(peer), shop("", KEYS + ",\"limits\":{" + BOUNDS.replace("\"subs\":-1", "\"subs\":1") + ",\"conn\":-1,\"leaf\":-1}"));

        assertThat(ann.rest()).contains("-ERR 'maximum subscriptions exceeded'");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void sharesAndStopsToShare(String server) throws Exception {
        Peer peer = start(server);
        OperatorClient admin = admin(peer);
        String exports = KEYS + ",\"exports\":[{\"subject\":\"prices.>\",\"type\":\"stream\"}]";
        update(admin, shop("", exports));
        assertThat(admin.request("$SYS.REQ.CLAIMS.UPDATE", OPERATOR.account("web", ISSUED, "", ",\"imports\":[{\"account\":\""
                + Golden.get("shop.key") + "\",\"subject\":\"prices.>\",\"type\":\"stream\"}]"))).contains("\"jwt updated\"");
        OperatorClient ann = connect(peer, ann("", ""), "ann");
        OperatorClient sue = connect(peer, Golden.get("sue.token"), "sue");
        sue.send("SUB > 1\r\n").sync();
        ann.send("PUB prices.a 1\r\n1\r\n").sync();
        assertThat(sue.line()).isEqualTo("MSG prices.a 1 1");
        assertThat(sue.line()).isEqualTo("1");

        update(admin, shop("", KEYS));
        ann.send("PUB prices.b 1\r\n2\r\n").sync();
        update(admin, shop("", exports));
        ann.send("PUB prices.c 1\r\n3\r\n").sync();

        assertThat(sue.line()).isEqualTo("MSG prices.c 1 1");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void listsTellsAndDeletesAccounts(String server) throws Exception {
        Peer peer = start(server);
        OperatorClient ann = connect(peer, ann("", ""), "ann");
        OperatorClient admin = admin(peer);
        String shop = Golden.get("shop.key");

        assertThat(admin.request("$SYS.REQ.CLAIMS.LIST", "")).contains(shop, Golden.get("sys.key")).doesNotContain(Golden.get("web.key"));
        assertThat(admin.request("$SYS.REQ.ACCOUNT." + shop + ".CLAIMS.LOOKUP", "")).isEqualTo(shop("", KEYS));
        assertThat(admin.request("$SYS.REQ.ACCOUNT." + Golden.get("web.key") + ".CLAIMS.LOOKUP", "")).isEmpty();
        assertThat(admin.request("$SYS.REQ.CLAIMS.PACK", "").split("\\|")[0]).isIn(shop, Golden.get("sys.key"));
        assertThat(admin.request("$SYS.REQ.CLAIMS.DELETE", SHOP.sign(shop, "", "\"accounts\":[\"" + shop + "\"]")))
                .contains("\"code\":500");
        assertThat(admin.request("$SYS.REQ.CLAIMS.DELETE", OPERATOR.sign(Golden.get("operator.key"), "",
                "\"accounts\":[\"" + Golden.get("sys.key") + "\"]"))).contains("not allowed to delete system account");
        assertThat(admin.request("$SYS.REQ.CLAIMS.DELETE", OPERATOR.sign(Golden.get("operator.key"), "",
                "\"accounts\":[\"" + shop + "\"]"))).contains("\"message\":\"deleted 1 accounts\"");

        assertThat(ann.rest()).contains("-ERR 'Account Authentication Expired'");
        assertThat(admin.request("$SYS.REQ.CLAIMS.LIST", "")).doesNotContain(shop);
        assertThatThrownBy(() -> connect(peer, ann("", ""), "ann")).hasMessageContaining("Authorization Violation");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void refusesUpdatesThatAreNone(String server) throws Exception {
        Peer peer = start(server);
        OperatorClient admin = admin(peer);
        String subject = "$SYS.REQ.ACCOUNT." + Golden.get("shop.key") + ".CLAIMS.UPDATE";

        for (String token : List.of("", "x", Golden.get("web.token"), Golden.get("ann.token"), shop("", KEYS) + "A")) {
            assertThat(admin.request(subject, token)).as(token).contains("\"code\":500", "resulted in error");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void takesUpdatesOfAccountsInUseWithAResolverInMemory(String server) throws Exception {
        Peer peer = start(server, "resolver: MEMORY");
        OperatorClient admin = admin(peer);
        String subject = "$SYS.REQ.ACCOUNT." + Golden.get("shop.key") + ".CLAIMS.UPDATE";

        assertThat(admin.request(subject, shop("", KEYS))).contains("jwt update skipped");
        OperatorClient ann = connect(peer, ann("", ""), "ann");
        assertThat(admin.request(subject, "")).contains("request body is empty");
        update(admin, shop("", KEYS + ",\"revocations\":{\"*\":" + ISSUED + '}'));

        assertThat(ann.rest()).contains("-ERR 'User Authentication Revoked'");
    }
}
