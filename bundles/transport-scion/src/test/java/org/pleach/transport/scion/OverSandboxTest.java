package org.pleach.transport.scion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.netty.channel.Channel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pleach.network.NativeNetwork;
import org.pleach.path.IsdAs;
import org.pleach.path.PathReporter.PathStatus;
import org.pleach.path.PathReporter.State;
import org.pleach.sandbox.Cut;
import org.pleach.sandbox.Sandbox;
import org.pleach.sandbox.Topology;
import org.pleach.scion.NativeEndhost;
import org.pleach.scion.PathPolicies;
import org.pleach.scion.ScionOptions;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.PeerAttributes;
import org.pleach.transport.Transport.ConnectRequest;
import org.pleach.transport.Transport.ListenRequest;
import org.pleach.transport.Transport.Purpose;

/** The transport over the real SCION stack and a SCION network on loopback. */
@Timeout(120)
class OverSandboxTest {

    private static final IsdAs BF = IsdAs.parse("18-ffaa:1:10bf");
    private static final IsdAs A0 = IsdAs.parse("18-ffaa:1:10a0");

    private final NativeNetwork network = NativeNetwork.open(2, "test-over");
    private final Sandbox sandbox = Sandbox.start(Topology.builtIn("demo"), network);
    private final NativeEndhost serverHost = host(BF);
    private final NativeEndhost clientHost = host(A0);
    private final ScionTransport server = transport(serverHost);
    private final ScionTransport client = transport(clientHost);
    private final Ticking serverSide = new Ticking();
    private final Ticking clientSide = new Ticking();
    private Channel channel;

    private NativeEndhost host(IsdAs isdAs) {
        return NativeEndhost.open(network, ScionOptions.from(ConfigFactory.empty())
                .withDaemon(sandbox.daemonAddress(isdAs)), new PathPolicies());
    }

    private ScionTransport transport(NativeEndhost host) {
        return new ScionTransport(host, network, ScionTransportOptions.defaults());
    }

    @BeforeEach
    void connect() throws Exception {
        Listener listener = server.listen(new ListenRequest(Purpose.ROUTE,
                Endpoint.parse("nats://18-ffaa:1:10bf,127.0.0.1:0"), serverSide)).toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        channel = client.connect(new ConnectRequest(Purpose.ROUTE, listener.endpoint(), clientSide, 10_000))
                .toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
        clientHost.close();
        serverHost.close();
        sandbox.close();
        network.close();
    }

    private List<String> cutActive() {
        List<String> links = clientHost.peers().get(0).paths().stream()
                .filter(path -> path.state() == State.ACTIVE).findFirst().map(this::links).orElseThrow();
        sandbox.faults().link(links.get(0)).cut(Cut.silent());
        return links;
    }

    private List<String> links(PathStatus path) {
        return sandbox.faults().linksOf(path.path().metadata().interfaces());
    }

    @Test
    void carriesBytesBetweenAses() {
        await().until(() -> serverSide.received > 100 && clientSide.received > 100);
        assertThat(channel.attr(PeerAttributes.REMOTE).get().isdAs()).isEqualTo(BF);
        assertThat(serverSide.context.channel().attr(PeerAttributes.REMOTE).get().isdAs()).isEqualTo(A0);
    }

    @Test
    void losesNothingWhenThePathInUseIsCutSilently() {
        for (int cut = 0; cut < 4; cut++) {
            long serverBefore = serverSide.received + 200;
            long clientBefore = clientSide.received + 200;
            await().until(() -> serverSide.received > serverBefore && clientSide.received > clientBefore);
            List<String> cutLinks = cutActive();
            long serverAfter = serverSide.received + 100;
            long clientAfter = clientSide.received + 100;
            await().atMost(20, TimeUnit.SECONDS).alias("after cutting " + cutLinks.get(0))
                    .until(() -> serverSide.received > serverAfter && clientSide.received > clientAfter);
            sandbox.faults().healAll();
        }
        assertThat(serverSide.outOfOrder).isZero();
        assertThat(clientSide.outOfOrder).isZero();
        assertThat(channel.isActive()).isTrue();
    }
}
