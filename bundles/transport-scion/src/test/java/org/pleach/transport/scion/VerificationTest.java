package org.pleach.transport.scion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pleach.transport.Listener;
import org.pleach.transport.scion.quic.QuicCount;
import org.pleach.transport.scion.tls.TestCertificates;

@Timeout(60)
class VerificationTest {

    @TempDir
    private Path directory;
    private final Peer server = new Peer(true);
    private final Peer client = new Peer(false);
    private TestCertificates certificates;

    @BeforeEach
    void makeAuthority() {
        certificates = new TestCertificates(directory);
    }

    private ScionTransportOptions tls(Path[] own, String more) {
        return Rig.options("tls { cert_file = \"" + own[0] + "\", key_file = \"" + own[1] + "\", ca_file = \""
                + certificates.authorityFile() + "\"\n" + more + " }");
    }

    private void talks(Rig rig) throws Exception {
        Channel channel = rig.connect(rig.listen(server), client);
        channel.writeAndFlush(Rig.text("PING"));
        await().untilAsserted(() -> assertThat(client.received.toString()).isEqualTo("PING"));
    }

    @Test
    void bothEndsBelieveCertificatesOfTheirAuthority() throws Exception {
        try (Rig rig = new Rig(tls(certificates.issue("server", "127.0.0.1"), ""),
                tls(certificates.issue("client", "127.0.0.1"), ""))) {
            talks(rig);
        }
    }

    @Test
    void refusesAServerForAnotherAddress() throws Exception {
        try (Rig rig = new Rig(tls(certificates.issue("server", "127.0.0.9"), ""),
                tls(certificates.issue("client", "127.0.0.1"), ""))) {
            Listener listener = rig.listen(server);
            assertThatThrownBy(() -> rig.connect(listener, client)).cause()
                    .hasMessageStartingWith("dial scion " + listener.endpoint().hostPort() + ": ");
            await().untilAsserted(() -> assertThat(rig.serverCount(QuicCount.HANDSHAKES_FAILED)).isEqualTo(1));
            assertThat(client.channels).isEmpty();
        }
    }

    @Test
    void takesTheNameThatIsConfiguredForTheHost() throws Exception {
        try (Rig rig = new Rig(tls(certificates.issue("server", "127.0.0.9"), ""),
                tls(certificates.issue("client", "127.0.0.1"), "server_name = \"127.0.0.9\""))) {
            talks(rig);
        }
    }

    @Test
    void refusesAServerThatNobodyVouchesFor() throws Exception {
        try (Rig rig = new Rig(Rig.options(""), tls(certificates.issue("client", "127.0.0.1"), ""))) {
            Listener listener = rig.listen(server);
            assertThatThrownBy(() -> rig.connect(listener, client)).isInstanceOf(ExecutionException.class);
            assertThat(server.channels).isEmpty();
        }
    }

    @Test
    void believesAnyServerOnlyWhenToldTo() throws Exception {
        try (Rig rig = new Rig(Rig.options(""),
                tls(certificates.issue("client", "127.0.0.1"), "insecure = true"))) {
            talks(rig);
        }
    }

    @Test
    void refusesAClientWithoutACertificate() throws Exception {
        try (Rig rig = new Rig(tls(certificates.issue("server", "127.0.0.1"), ""), Rig.options(""))) {
            Listener listener = rig.listen(server);
            // In TLS 1.3 the client believes it is connected before the server has seen that nothing came.
            try {
                Channel channel = rig.connect(listener, client);
                await().until(() -> !channel.isOpen());
                assertThat(client.errors).singleElement().satisfies(error ->
                        assertThat(error).hasMessageContaining("TLS alert"));
            } catch (ExecutionException refusedAtOnce) {
                assertThat(refusedAtOnce).cause().hasMessageContaining("TLS alert");
            }
            await().untilAsserted(() -> assertThat(rig.serverCount(QuicCount.HANDSHAKES_FAILED)).isEqualTo(1));
            assertThat(server.channels).isEmpty();
        }
    }

    @Test
    void acceptsAClientWithoutACertificateWhenItNeedNotVerify() throws Exception {
        try (Rig rig = new Rig(tls(certificates.issue("server", "127.0.0.1"), "verify = false"),
                Rig.options("tls { ca_file = \"" + certificates.authorityFile() + "\" }"))) {
            talks(rig);
        }
    }

    @Test
    void namesTheFileItCannotUse() throws Exception {
        Path nonsense = Files.writeString(directory.resolve("nonsense.pem"), "nonsense");
        assertThatThrownBy(() -> new Rig("tls { ca_file = \"" + nonsense + "\" }"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(nonsense.toString());
        Path[] own = certificates.issue("own", "127.0.0.1");
        assertThatThrownBy(() -> new Rig("tls { cert_file = \"" + own[0] + "\", key_file = \"" + nonsense + "\" }"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(nonsense.toString());
        assertThatThrownBy(() -> Rig.options("tls { cert_file = \"" + own[0] + "\" }"))
                .hasMessageContaining("expected cert_file and key_file together");
    }
}
