package org.pleach.config.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pleach.config.ConfigLoader;
import org.pleach.config.ConfigProblem;
import org.pleach.config.ConfigRefusedException;
import org.pleach.config.PleachConfig;

/** What is refused or warned of, and in which words. In the texts {@code |} is the end of a line. */
class RefusalTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', value = {
        "port: 70000 → 1:1: port: expected a port from -1 to 65535, found the number 70000",
        "port: \"4222\" → 1:1: port: expected a port from -1 to 65535, found \"4222\"",
        "a = 1| port: 1 → 1:1: unknown key \"a\"",
        "prot: 1 → 1:1: unknown key \"prot\"; did you mean \"port\"?",
        "max-payload: 1 → 1:1: unknown key \"max-payload\"; did you mean \"max_payload\"?",
        "path_preference: latency → 1:1: unknown key \"path_preference\"; it belongs into scion { }",
        "scion { deamon: \"x:1\" } → 1:9: unknown key \"deamon\" in scion; did you mean \"daemon\"?",
        "cluster { server_name: x } → 1:11: unknown key \"server_name\" in cluster; it belongs outside of any block",
        "debug: maybe → 1:1: debug: expected true or false, found \"maybe\"",
        "server_name: \"a b\" → 1:1: server_name: expected a name without blanks, found \"a b\"",
        "server_name: 12 → 1:1: server_name: expected a name without blanks, found the number 12; put it in quotes",
        "||  cluster: c1 → 3:3: cluster: expected a block { }, found \"c1\"",
        "cluster { name: [a] } → 1:11: cluster.name: expected a name without blanks, found a list",
        "ping_interval: soon → 1:1: ping_interval: expected a time such as \"20s\" or \"1m30s\" of at least 1ms, found \"soon\"",
        "ping_interval: -5 → 1:1: ping_interval: expected a time such as \"20s\" or \"1m30s\" of at least 1ms, found the number -5",
        "max_payload: 1gb → 1:1: max_payload: expected a number of bytes from 0 to 67108864 such as 65536 or 64KB, found the number 1gb",
        "max_payload: 1mb; max_pending: 1000 → 1:1: expected max_payload not to be above max_pending, which is 1000",
        "listen: localhost → 1:1: listen: expected a port behind the address: localhost:PORT",
        "listen: true → 1:1: listen: expected a port or an address such as \"127.0.0.1:4222\", found true",
        "scion { path_mode: \"as fast\" } → 1:9: scion.path_mode: expected failover, redundant or the name of another path scheduler, found \"as fast\"",
        "scion { path_mode: spread } → 1:9: scion.path_mode: spread is not offered, since what it sends over several paths arrives out of order and QUIC takes that for loss (docs/scion.md); expected failover, redundant or the name of another path scheduler",
        "cluster { port: 1, routes: [\"nats://h:1?mode=x\"] } → 1:29: cluster.routes: expected ?path_mode=NAME behind the address, found \"?mode=x\"",
        "listen: \"h:1?path_mode=x\" → 1:1: listen: expected nothing behind the address, found \"?path_mode=x\"",
        "scion { path_preference: \"a b\" } → 1:9: scion.path_preference: expected names of path policies such as \"bandwidth,latency\", found \"a b\"",
        "scion { acl: [\"+ 1\", \"- 1-x\", \"+\"] } → 1:22: scion.acl: hop predicate \"1-x\", position 3: expected an AS such as ff00:0:110 or 559, found \"x\"",
        "scion { acl: [\"+ 1\"] } → 1:9: scion.acl: expected \"+\" or \"-\" as the last entry, found \"+ 1-0#0\"",
        "scion { sequence: \"0* (1\" } → 1:9: scion.sequence: sequence \"0* (1\", position 6: expected a hop, an operator or \")\", found the end",
        "scion { geofence { allow_countries: [Switzerland] } } → 1:38: scion.geofence.allow_countries: expected a country such as CH, found \"Switzerland\"",
        "scion { geofence { refuse_areas: [\"here\"] } } → 1:35: scion.geofence.refuse_areas: expected a circle \"LATITUDE,LONGITUDE RADIUSkm\" or a box \"SOUTH,WEST NORTH,EAST\", found \"here\"",
        "scion { ppl { policies: [] } } → 1:15: scion.ppl.policies: expected a block { } or JSON text, found a list",
        "authorization { user: a, token: b } → 1:26: expected a user with a password or a token, found both",
        "authorization { users: [ {user: a}, {user: a} ] } → 1:37: expected each user once, \"a\" is there twice",
        "authorization { users: [ {password: a} ] } → 1:26: expected a user or an nkey in each entry of users",
        "authorization { users: [ {nkey: U12} ] } → 1:27: authorization.users.nkey: expected the public nkey of a user, U and 55 more characters, got 3 characters",
        "authorization { users: [ {user: a, nkey: UCIUJYJYDMHZ3VPLSPLOHENTHD2WWX6Y5XJRHUWMXZVQITEN7VMUTGSR} ] } → 1:36: expected an nkey or a user with a password, found both",
        "authorization { users: [ {nkey: UCIUJYJYDMHZ3VPLSPLOHENTHD2WWX6Y5XJRHUWMXZVQITEN7VMUTGSR}, {nkey: UCIUJYJYDMHZ3VPLSPLOHENTHD2WWX6Y5XJRHUWMXZVQITEN7VMUTGSR} ] } → 1:92: expected each user once, \"UCIUJYJYDMHZ3VPLSPLOHENTHD2WWX6Y5XJRHUWM…\" is there twice",
        "authorization { user: u, users: [] } → 1:26: expected a list of users or a single user or token, found both",
        "tls { } → 1:1: tls: expected cert_file and key_file, both are missing",
        "tls { cert_file: pom.xml, key_file: pom.xml, insecure: true } → 1:46: insecure: expected false, since it would take any",
        "tls { cert_file: pom.xml, key_file: pom.xml, min_version: \"1.1\" } → 1:46: tls.min_version: expected \"1.2\" or \"1.3\", found",
        "tls { cert_file: pom.xml, key_file: pom.xml, handshake_first: soon } → 1:46: tls.handshake_first: expected a time",
        "tls { cert_file: pom.xml, key_file: pom.xml, pinned_certs: [ abc ] } → 1:62: tls.pinned_certs: expected the SHA-256",
        "authorization { users: [ {user: a, permissions: {publish: \"a..b\"}} ] } → 1:50: authorization.users.permissions.publish: expected a subject such as \"orders.*\", found \"a..b\"",
        "authorization { users: [ {user: a, permissions: {publish: {deny: [\"a q\"]}}} ] } → 1:67: authorization.users.permissions.publish.deny: expected a subject such as \"orders.*\", found \"a q\"",
        "authorization { users: [ {user: a, permissions: {allow_responses: 5}} ] } → 1:50: authorization.users.permissions.allow_responses: expected true or false, found the number 5",
        "accounts { $G: {} } → 1:12: expected a name without blanks that is not reserved, found \"$G\"",
        "accounts { A: { users: [ {password: x} ] } } → 1:26: expected a user or an nkey in each entry of users",
        "accounts { A: { limits: { max_con: 1 } } } → 1:27: unknown key \"max_con\" in accounts.A.limits; did you mean \"max_conn\"?",
        "mappings { \"a..b\": c } → 1:12: mappings: expected a subject such as \"orders.*\", found \"a..b\"",
        "mappings { \"a.*\": \"b.$2\" } → 1:12: mappings: expected the number of one of the source's 1 wildcards, found \"b.$2\"",
        "mappings { \"a.*\": \"b.{{part(1)}}\" } → 1:12: mappings: expected one of the functions left, partition, random",
        "mappings { a: [ {destination: b, weight: 60}, {destination: c, weight: \"50%\"} ] } → 1:47: mappings: expected weights of 100 % together, found 110 %",
        "mappings { \"a.>\": b } → 1:12: mappings: expected > at the end of both source and destination, or of neither",
        "accounts { A: { exports: [ {accounts: [B]} ] } } → 1:28: expected either a stream or a service in each entry, found neither",
        "accounts { A: { imports: [ {stream: {account: B}} ] } } → 1:29: expected account and subject of what is imported, subject is missing",
        "a = 1 2 → 1:7: expected the end of the line, ',' or ';' after a value, found '2'; a value with blanks needs quotes",
        "listen: 18-ffaa:1:10bf,127.0.0.1:4222 → 1:9: expected a SCION address in quotes: it has a comma, which ends a bare value",
        "cluster{ name: c1 } → 1:8: expected a blank, '=' or ':' between the key and {",
        "cluster {| name: c1 → 1:9: expected a } for the { here",
        "port: $NOWHERE → 1:7: expected a variable that is set before this line, or in the environment, found $NOWHERE",
        "port: → 1:6: expected a value, found the end of the file",
        "port: 1kbb → 1:7: expected a size suffix such as k, kb, kib, m, mb, mib, found 1kbb",
        "port: 99999999999999999999 → 1:7: expected a whole number below 2^63, found 99999999999999999999",
    })
    void saysWhereAndWhatWasExpected(String text, String expected) {
        assertThat(refusal(text.replace("|", "\n"))).startsWith("x.conf:" + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', value = {
        "listen: \"18-ffaa:1:10bf,127.0.0.1:99999\" → port \"99999\", not 0 to 65535",
        "cluster { routes: [ \"nats-route://18-ffzz:1:1,127.0.0.1:1\" ] } → malformed ISD-AS: expected ISD-AS such as 18-ffaa:1:10bf",
        "cluster { listen: \"[18-ffaa:1:10bf,127.0.0.1:4248\" } → found an unclosed bracket",
        "cluster { routes: [ \"nats-route://host\" ] } → cluster.routes: expected a port behind the address",
        "scion { daemon: \"127.0.0.1\" } → scion.daemon: expected a port behind the address",
        "scion { tls { cert_file: \"nowhere.pem\", key_file: \"nowhere.key\" } } → scion.tls.cert_file: expected a file that can be read",
    })
    void saysWhatIsWrongWithAddressesAndFiles(String text, String expected) {
        assertThat(refusal(text)).startsWith("x.conf:1:").contains(expected);
    }

    @Test
    void tellsEverythingThatIsWrongAtOnceInTheOrderOfTheFile() {
        assertThat(refusal("debug: 5\nfoo: 1\ncluster {\n  port: x\n}\ntrace: 6\n").lines().map(line -> line.split(" ")[0]))
                .containsExactly("x.conf:1:1:", "x.conf:2:1:", "x.conf:4:3:", "x.conf:6:1:");
    }

    @Test
    void namesTheFileThatWasIncluded() throws Exception {
        Files.writeString(folder.resolve("more.conf"), "\n\ndebug: 5\n");

        assertThat(refusal("include more.conf\n")).startsWith("more.conf:3:1: debug: expected true or false");
    }

    @Test
    void refusesAFileThatIncludesItself() throws Exception {
        Files.writeString(folder.resolve("more.conf"), "include x.conf\n");

        assertThat(refusal("include more.conf\n")).startsWith("more.conf:1:1: ").endsWith("includes itself");
    }

    @Test
    void showsNoSecret() {
        assertThat(refusal("authorization { user: u, password: 4711, token: 4712 }")).doesNotContain("4711", "4712");
        assertThat(refusal("cluster { routes: [ \"nats-route://u:hidden@\" ] }")).doesNotContain("hidden");
        assertThat(refusal("authorization { users: [ {nkey: SUAHIDDEN} ] }")).doesNotContain("HIDDEN").contains("seed");
        Map<String, String> environment = Map.of("SECRET", "hid den");
        assertThat(refusal("authorization { token: $SECRET }", environment, false)).doesNotContain("hid").doesNotContain("den")
                .contains("environment variable SECRET");
    }

    @Test
    void acceptsAnUnknownKeyThatIsUsedAsAVariable() throws Exception {
        PleachConfig config = load("MINE = 5333\nport: $MINE\n", Map.of(), false);

        assertThat(config.config().getInt("port")).isEqualTo(5333);
        assertThat(config.config().hasPath("MINE")).isFalse();
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void ignoresWithAWarningWhatIsNotSupportedYet() throws Exception {
        PleachConfig config = load("port: 4222\njetstream { store_dir: x, nonsense: 1 }\n", Map.of(), false);

        assertThat(config.config().root()).doesNotContainKey("jetstream");
        assertThat(shown(config.warnings())).isEqualTo("x.conf:2:1: \"jetstream\" is not supported yet, ignored");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts { A: { exports: [{stream: a, account_token_position: 1}] } }", "authorization { auth_callout { xkey: X } }"})
    void refusesWhatKeepsSomebodyOutAndIsNotSupportedYet(String setting) {
        assertThat(refusal("port: 4222\n" + setting + "\n", Map.of(), false)).startsWith("x.conf:2:")
                .contains("is not supported yet; it is not ignored, since that would let in what it keeps out");
    }

    @Test
    void refusesWhatIsNotSupportedYetWhenStrict() {
        assertThat(refusal("jetstream: true\n", Map.of(), true))
                .isEqualTo("x.conf:1:1: \"jetstream\" is not supported yet");
    }

    @Test
    void warnsOfKeysThatAreSetTwice() throws Exception {
        PleachConfig config = load("debug: true\ndebug: false\nhost: a\nnet: b\n", Map.of(), false);

        assertThat(config.config().getBoolean("debug")).isFalse();
        assertThat(config.config().getString("host")).isEqualTo("b");
        assertThat(shown(config.warnings())).isEqualTo("x.conf:2:1: \"debug\" is set twice: this one replaces that of line 1\n"
                + "x.conf:4:1: \"net\" means the same as a key of line 3: this one counts");
    }

    @Test
    void warnsOfATimeThatLooksLikeASize() throws Exception {
        assertThat(shown(load("authorization { user: u, password: p, timeout: 2m }", Map.of(), false).warnings()))
                .isEqualTo("x.conf:1:39: authorization.timeout: 2m is read as 2000000 seconds; if 2m is a time, put it in quotes");
    }

    @Test
    void leavesOutARouteThatIsThereTwice() throws Exception {
        PleachConfig config = load("cluster { routes: [ nats://a:1, nats://b:1, nats://a:1 ] }", Map.of(), false);

        assertThat(config.config().getStringList("cluster.routes")).containsExactly("nats://a:1", "nats://b:1");
        assertThat(config.warnings()).hasSize(1);
    }

    @Test
    void refusesAMissingFile() {
        ConfigRefusedException refusal = catchThrowableOfType(ConfigRefusedException.class,
                () -> PleachConfig.load(Path.of("/nowhere/x.conf"), ""));

        assertThat(refusal).hasMessage("/nowhere/x.conf: no such file: /nowhere/x.conf");
    }

    private String refusal(String text) {
        return refusal(text, Map.of(), false);
    }

    private String refusal(String text, Map<String, String> environment, boolean strict) {
        ConfigRefusedException refusal = catchThrowableOfType(ConfigRefusedException.class,
                () -> load(text, environment, strict));
        assertThat(refusal).as(text).isNotNull();
        return shown(refusal.problems());
    }

    private String shown(Iterable<ConfigProblem> problems) {
        return StreamSupport.stream(problems.spliterator(), false)
                .map(problem -> problem.toString().replace(folder + "/", "")).collect(Collectors.joining("\n"));
    }

    private PleachConfig load(String text, Map<String, String> environment, boolean strict) throws Exception {
        Path file = Files.writeString(folder.resolve("x.conf"), text);
        return new ConfigLoader(file).environment(environment::get).strict(strict).load();
    }
}
