package org.pleach.sandbox.router;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.pleach.path.IsdAs;
import org.pleach.sandbox.AsSpec;
import org.pleach.sandbox.Attachment;
import org.pleach.sandbox.Topology;
import org.pleach.sandbox.mac.ForwardingKey;

/** The four routers of the recording. */
final class GoldenRouters {

    static final Map<String, IsdAs> NAMES = Map.of(
            "A", IsdAs.parse("1-ff00:0:110"), "B", IsdAs.parse("1-ff00:0:120"),
            "X", IsdAs.parse("1-ff00:0:111"), "Y", IsdAs.parse("1-ff00:0:112"));

    final Topology topology = Topology.builtIn("golden");
    private final Map<String, RouterCore> cores = new HashMap<>();

    GoldenRouters() {
        NAMES.forEach((name, isdAs) -> cores.put(name, new RouterCore(RouterSpec.of(topology, isdAs),
                ForwardingKey.derive(HexFormat.of().parseHex(topology.as(isdAs).masterKey().orElseThrow())),
                RouterCore.END_HOST_PORT, new UnpooledByteBufAllocator(false, true))));
    }

    /** A packet on the underlay. */
    record Datagram(String source, String destination, String hex) { }

    RouterCore core(String name) {
        return cores.get(name);
    }

    /** What a router makes of a datagram: the one it sends, or null. */
    Datagram process(String router, Datagram in, long timeMillis) {
        Verdict verdict = verdict(router, in, timeMillis);
        AsSpec as = topology.as(NAMES.get(router));
        return switch (verdict.kind()) {
            case FORWARD -> {
                Attachment out = attachments(router).stream()
                        .filter(a -> a.interfaceId() == verdict.egress()).findFirst().orElseThrow();
                yield new Datagram(text(out.local().address()), text(out.remote().address()), edited);
            }
            case DELIVER -> new Datagram(text(as.router()), text(verdict.destination()), edited);
            case ANSWER -> {
                String answer = ByteBufUtil.hexDump(verdict.answer());
                verdict.answer().release();
                yield new Datagram(in.destination(), in.source(), answer);
            }
            case DROP -> null;
        };
    }

    private String edited;

    Verdict verdict(String router, Datagram in, long timeMillis) {
        ByteBuf packet = Unpooled.wrappedBuffer(HexFormat.of().parseHex(in.hex()));
        Verdict verdict = core(router).process(packet, ingress(router, in.destination()), timeMillis);
        edited = ByteBufUtil.hexDump(packet);
        return verdict;
    }

    int ingress(String router, String destination) {
        if (text(topology.as(NAMES.get(router)).router()).equals(destination)) {
            return 0;
        }
        return attachments(router).stream().filter(a -> text(a.local().address()).equals(destination))
                .mapToInt(Attachment::interfaceId).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(router + " has no " + destination));
    }

    private List<Attachment> attachments(String router) {
        return topology.attachments(NAMES.get(router));
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
