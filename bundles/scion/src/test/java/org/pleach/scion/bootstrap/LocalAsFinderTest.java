package org.pleach.scion.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pleach.counters.Counters;
import org.pleach.network.NativeNetwork;
import org.pleach.path.IsdAs;
import org.pleach.scion.NativeEndhost;
import org.pleach.scion.PathPolicies;
import org.pleach.scion.ScionCount;
import org.pleach.scion.ScionOptions;
import org.pleach.scion.ScionSocket;
import org.pleach.scion.daemon.AsResponse;
import org.pleach.scion.daemon.FakeDaemon;

class LocalAsFinderTest {

    private static final IsdAs X = IsdAs.parse("1-ff00:0:111");
    private static final IsdAs ELSEWHERE = IsdAs.parse("1-ff00:0:120");

    private final NativeNetwork network = NativeNetwork.openNio(1, "bootstrap");
    private final FakeDaemon daemon =
            new FakeDaemon((call, request) -> call.succeed(new AsResponse(ELSEWHERE, false, 1472).encode()));

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        daemon.close();
        network.close();
    }

    private Path file() throws IOException {
        return Files.writeString(directory.resolve("topology.json"), TopologyTest.golden("1-ff00_0_111"));
    }

    private LocalAs find(String section) throws Exception {
        try (LocalAsFinder finder = new LocalAsFinder(network, ScionOptions.from(ConfigFactory.parseString(section)),
                new Counters<>("scion", ScionCount.class))) {
            return finder.find().get(30, TimeUnit.SECONDS);
        }
    }

    private String daemonKey() {
        return "daemon = \"127.0.0.1:" + daemon.address().getPort() + "\", daemon_timeout = 10s\n";
    }

    @Test
    void takesATopologyFromAFile() throws Exception {
        LocalAs found = find("bootstrap.topology_file = \"" + file() + '"');
        assertThat(found.isdAs()).isEqualTo(X);
        assertThat(found.routers().toCompletableFuture().get().interfaces()).containsEntry(1L, "127.0.0.25:31010");
    }

    @Test
    void asksADiscoveryServer() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] topology = TopologyTest.golden("1-ff00_0_111").getBytes(StandardCharsets.UTF_8);
        server.createContext("/topology", exchange -> {
            exchange.sendResponseHeaders(200, topology.length);
            exchange.getResponseBody().write(topology);
            exchange.close();
        });
        server.start();
        try {
            String key = "daemon_timeout = 10s, bootstrap.server = \"http://127.0.0.1:" + server.getAddress().getPort();
            assertThat(find(key + '"').isdAs()).isEqualTo(X);
            server.removeContext("/topology");
            assertThatThrownBy(() -> find(key + '"')).hasCauseInstanceOf(BootstrapException.class)
                    .hasMessageContaining("/topology: expected status 200, got 404");
        } finally {
            server.stop(0);
        }
        assertThatThrownBy(() -> find("bootstrap.server = \"127.0.0.1:9\"")).hasCauseInstanceOf(BootstrapException.class)
                .hasMessageContaining("http://127.0.0.1:9/topology: cannot connect");
    }

    @Test
    void aDaemonThatIsConfiguredComesFirst() throws Exception {
        String both = daemonKey() + "bootstrap.topology_file = \"" + file() + '"';
        assertThat(find(both).isdAs()).isEqualTo(ELSEWHERE);
        daemon.stop();
        assertThat(find(both).isdAs()).isEqualTo(X);
    }

    @Test
    void tellsWhatIsWrongWithAFile() throws Exception {
        assertThatThrownBy(() -> find("bootstrap.topology_file = \"" + directory.resolve("none.json") + '"'))
                .hasCauseInstanceOf(BootstrapException.class).hasMessageContaining("none.json");
        Path bad = Files.writeString(directory.resolve("bad.json"), "{}");
        assertThatThrownBy(() -> find("bootstrap.topology_file = \"" + bad + '"'))
                .hasCauseInstanceOf(BootstrapException.class).hasMessageContaining("bad.json").hasMessageContaining("isd_as");
    }

    @Test
    void opensSocketsWithoutADaemon() throws Exception {
        ScionOptions options = ScionOptions.from(
                ConfigFactory.parseString("bootstrap.topology_file = \"" + file() + '"'));
        try (NativeEndhost endhost = NativeEndhost.open(network, options, new PathPolicies())) {
            ScionSocket socket = endhost.bind("0.0.0.0", 0).toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertThat(socket.localAddress().isdAs()).isEqualTo(X);
            assertThat(socket.localAddress().host().isLoopbackAddress()).isTrue();
        }
    }
}
