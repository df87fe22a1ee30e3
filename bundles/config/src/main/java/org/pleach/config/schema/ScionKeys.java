package org.pleach.config.schema;

import java.util.StringJoiner;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;
import org.pleach.config.tree.Sequence;

/** The {@code scion} block. Only {@code path_preference} is the Go fork's; the others are Pleach's. */
final class ScionKeys {

    private static final SizeType BUFFER = new SizeType(4096, 1 << 30);

    private ScionKeys() { }

    static Section section() {
        Section.Builder scion = Section.builder()
                .key("path_preference", preference())
                .key("path_filters", preference())
                .key("path_mode", PathModeType.MODE)
                .key("client_path_mode", PathModeType.MODE)
                .key("daemon", EndpointType.HOST_PORT)
                .key("daemon_timeout", DurationType.POSITIVE)
                .key("daemon_max_answer", new SizeType(1024, 64 << 20))
                .key("bootstrap", Section.builder()
                        .key("topology_file", FileType.READABLE)
                        .key("server", TextType.matching("a discovery server such as \"http://192.0.2.1:8041\"",
                                "(http://)?[0-9A-Fa-f.:\\[\\]]+:\\d+"))
                        .build())
                .key("tls", TlsKeys.section())
                .key("quic", quic())
                .key("datagram_size", SizeType.INT)
                .key("max_peers", WholeType.from(1, 1 << 24))
                .key("receive_buffer", BUFFER)
                .key("send_buffer", BUFFER)
                .key("paths", Section.builder()
                        .key("max", WholeType.from(1, 1024))
                        .key("refresh", DurationType.POSITIVE)
                        .key("refresh_before_expiry", DurationType.POSITIVE)
                        .key("refresh_on_failure", DurationType.POSITIVE)
                        .build())
                .key("silence", Section.builder()
                        .key("margin", DurationType.POSITIVE)
                        .key("floor", DurationType.POSITIVE)
                        .key("unknown_round_trip", DurationType.POSITIVE)
                        .build())
                .key("resend", Section.builder()
                        .key("max_datagrams", WholeType.from(0, 1 << 16))
                        .key("max_size", SizeType.INT)
                        .build())
                .key("probe", Section.builder()
                        .key("active", DurationType.POSITIVE)
                        .key("standby", DurationType.POSITIVE)
                        .key("distrusted", DurationType.POSITIVE)
                        .key("distrusted_max", DurationType.POSITIVE)
                        .key("answers", WholeType.from(1, 100))
                        .key("hold", DurationType.POSITIVE)
                        .build());
        PathPolicyKeys.addTo(scion);
        return scion.build();
    }

    private static Section quic() {
        SizeType window = new SizeType(16 << 10, 1 << 30);
        return Section.builder()
                .key("idle_timeout", DurationType.POSITIVE)
                .key("keep_alive", DurationType.POSITIVE)
                .key("handshake_timeout", DurationType.POSITIVE)
                .key("close_timeout", DurationType.POSITIVE)
                .key("stream_window", window)
                .key("connection_window", window)
                .key("congestion_control", ChoiceType.of("cubic", "bbr", "reno"))
                .key("retry_above", WholeType.from(0, 1 << 20))
                .key("max_half_open", WholeType.from(1, 1 << 20))
                .build();
    }

    /** Names joined by commas; a list of names is joined. Which names there are is known when the bundles are there. */
    private static ValueType preference() {
        TextType names = TextType.matching("names of path policies such as \"bandwidth,latency\"",
                "\\s*|\\s*[\\w.-]+\\s*(,\\s*[\\w.-]+\\s*)*");
        TextType name = TextType.matching("the name of a path policy such as latency", "[\\w.-]+");
        return new EitherType(node -> node instanceof Sequence, ListType.of(name), names, ScionKeys::joined);
    }

    private static Node joined(Node list) {
        StringJoiner names = new StringJoiner(",");
        for (Node item : ((Sequence) list).items()) {
            names.add((String) ((Scalar) item).value());
        }
        return new Scalar(names.toString(), names.toString(), list.place());
    }
}
