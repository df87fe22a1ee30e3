package org.pleach.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pleach.broker.server.BrokerServer;
import org.pleach.network.NativeNetwork;
import org.pleach.transport.tcp.TcpTransport;
import org.pleach.transport.tcp.Tls;

/** Who speaks first, who may stay in clear, and who a certificate makes one. */
class TlsModesTest {

    private static final int PATIENCE_MILLIS = 30_000;

    @TempDir
    private Path directory;
    private TestCertificate own;

    private LoopbackServer server(String more, String root) throws Exception {
        own = TestCertificate.make(directory);
        LoopbackServer server = new LoopbackServer(root + "\ntls { timeout: 30, cert_file: \"" + own.certFile()
                + "\", key_file: \"" + own.keyFile() + "\", " + more + " }");
        server.server().tls(new Tls());
        return server;
    }

    private SSLContext context(TestCertificate shown) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("server", own.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore mine = KeyStore.getInstance(KeyStore.getDefaultType());
        mine.load(null, null);
        if (shown != null) {
            mine.setKeyEntry("me", shown.key(), new char[0], new Certificate[] {shown.certificate()});
        }
        keys.init(mine, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static Socket plain(LoopbackServer server) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private SSLSocket encrypt(Socket socket, TestCertificate shown) throws Exception {
        SSLSocket encrypted = (SSLSocket) context(shown).getSocketFactory().createSocket(socket, "127.0.0.1",
                socket.getPort(), true);
        encrypted.startHandshake();
        return encrypted;
    }

    /** Without reading ahead: what follows may be for the handshake. */
    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = socket.getInputStream().read(); octet >= 0 && octet != '\n'; octet = socket.getInputStream().read()) {
            line.append((char) octet);
        }
        return line.toString().strip();
    }

    private static String talk(Socket socket, String said) throws IOException {
        socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }

    private static String pinged(Socket socket) throws IOException {
        return talk(socket, "CONNECT {\"verbose\":false}\r\nPING\r\n");
    }

    @Test
    void shakesHandsBeforeInfoIfToldTo() throws Exception {
        try (LoopbackServer server = server("handshake_first: true", ""); Socket socket = plain(server);
                SSLSocket encrypted = encrypt(socket, null)) {
            assertThat(line(encrypted)).startsWith("INFO ").contains("\"tls_required\":true");
            assertThat(pinged(encrypted)).isEqualTo("PONG");
        }
    }

    @Test
    void sendsInfoInClearToThoseWhoWaitForIt() throws Exception {
        try (LoopbackServer server = server("handshake_first: \"10ms\"", ""); Socket socket = plain(server)) {
            assertThat(line(socket)).startsWith("INFO ");
            assertThat(pinged(encrypt(socket, null))).isEqualTo("PONG");
        }
    }

    @Test
    void takesAnEarlyHandshakeBeforeTheWaitIsOver() throws Exception {
        try (LoopbackServer server = server("handshake_first: \"1h\"", ""); Socket socket = plain(server);
                SSLSocket encrypted = encrypt(socket, null)) {
            assertThat(line(encrypted)).startsWith("INFO ");
            assertThat(pinged(encrypted)).isEqualTo("PONG");
        }
    }

    @Test
    void takesBothKindsIfTlsIsOptional() throws Exception {
        try (LoopbackServer server = server("", "allow_non_tls: true"); Socket inClear = plain(server);
                Socket other = plain(server)) {
            assertThat(line(inClear)).contains("\"tls_available\":true").doesNotContain("\"tls_required\":true");
            assertThat(pinged(inClear)).isEqualTo("PONG");
            line(other);
            assertThat(pinged(encrypt(other, null))).isEqualTo("PONG");
        }
    }

    @Test
    void knowsAClientByItsCertificate() throws Exception {
        TestCertificate alice = TestCertificate.make(directory, "alice", "O=org,CN=somebody",
                new GeneralName(GeneralName.rfc822Name, "alice@example.org"));
        TestCertificate bob = TestCertificate.make(directory, "bob", "O=org,CN=bob",
                new GeneralName(GeneralName.dNSName, "unknown"));
        TestCertificate eve = TestCertificate.make(directory, "eve", "O=org,CN=eve",
                new GeneralName(GeneralName.dNSName, "unknown"));
        Path authorities = Files.writeString(directory.resolve("all.pem"), Files.readString(alice.certFile())
                + Files.readString(bob.certFile()) + Files.readString(eve.certFile()));
        try (LoopbackServer server = server("verify_and_map: true, ca_file: \"" + authorities + "\"",
                "authorization { users: [ { user: \"alice@example.org\" }, { user: \"CN=bob,O=org\" } ], timeout: 30 }")) {
            for (TestCertificate known : new TestCertificate[] {alice, bob}) {
                try (Socket socket = plain(server)) {
                    assertThat(line(socket)).contains("\"tls_verify\":true");
                    SSLSocket encrypted = encrypt(socket, known);
                    assertThat(pinged(encrypted)).isEqualTo("PONG");
                    assertThat(server.server().connections()).extracting(ConnectionSnapshot::user)
                            .contains(known == alice ? "alice@example.org" : "CN=bob,O=org");
                }
            }
            try (Socket socket = plain(server)) {
                line(socket);
                assertThat(pinged(encrypt(socket, eve))).isEqualTo("-ERR 'Authorization Violation'");
            }
            try (Socket socket = plain(server)) {
                line(socket);
                assertThatThrownBy(() -> {
                    if (pinged(encrypt(socket, null)) == null) {
                        throw new IOException("closed");
                    }
                }).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void takesNoUserOfCertificatesInClearWithoutAPassword() throws Exception {
        TestCertificate alice = TestCertificate.make(directory, "alice", "O=org,CN=alice",
                new GeneralName(GeneralName.rfc822Name, "alice"));
        try (LoopbackServer server = server("verify_and_map: true, ca_file: \"" + alice.certFile() + "\"",
                "allow_non_tls: true, authorization { users: [ { user: alice } ], timeout: 30 }");
                Socket socket = plain(server)) {
            line(socket);
            assertThat(talk(socket, "CONNECT {\"user\":\"alice\",\"pass\":\"\",\"verbose\":false}\r\nPING\r\n"))
                    .isEqualTo("-ERR 'Authorization Violation'");
        }
    }

    @Test
    void takesNewCertificatesWithoutClosingConnections() throws Exception {
        try (LoopbackServer server = server("", ""); Socket before = plain(server)) {
            line(before);
            SSLSocket encrypted = encrypt(before, null);
            assertThat(pinged(encrypted)).isEqualTo("PONG");

            TestCertificate next = TestCertificate.make(directory, "next", "CN=127.0.0.1",
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
            Files.copy(next.certFile(), own.certFile(), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(next.keyFile(), own.keyFile(), StandardCopyOption.REPLACE_EXISTING);
            server.server().reload(server.server().options());
            own = next;
            try (Socket after = plain(server)) {
                line(after);
                assertThat(pinged(encrypt(after, null))).isEqualTo("PONG");
            }
            assertThat(talk(encrypted, "PING\r\n")).isEqualTo("PONG");

            Files.writeString(next.certFile(), "nonsense");
            Files.writeString(directory.resolve("cert.pem"), "nonsense");
            server.server().reload(server.server().options());
            try (Socket after = plain(server)) {
                line(after);
                assertThat(pinged(encrypt(after, null))).isEqualTo("PONG");
            }
        }
    }

    @Test
    void doesNotStartWithFilesThatCannotBeUsed() throws Exception {
        Path nonsense = Files.writeString(directory.resolve("nonsense.pem"), "nonsense");
        try (NativeNetwork network = NativeNetwork.open(1, "test-tls-start");
                TcpTransport transport = new TcpTransport(network);
                BrokerServer server = BrokerServer.builder().network(network).transport(transport).tls(new Tls())
                        .options(BrokerOptions.from(ConfigFactory.parseString("listen: \"127.0.0.1:-1\"\ntls { cert_file: \""
                                + nonsense + "\", key_file: \"" + nonsense + "\" }"))).start()) {
            assertThat(server.ready()).failsWithin(10, TimeUnit.SECONDS).withThrowableThat()
                    .withMessageContaining("nonsense.pem");
        }
    }
}
