package org.pleach.config.schema;

import org.pleach.config.tree.Block;
import org.pleach.config.tree.Scalar;

/** The {@code websocket} block, with nats-server's names. */
final class WebSocketKeys {

    private WebSocketKeys() { }

    static Section section() {
        return Section.builder()
                .key("listen", EndpointType.LISTEN)
                .key("host", Listening.HOST, "net")
                .key("port", WholeType.PORT)
                .key("no_tls", FlagType.FLAG)
                .key("tls", ClientTlsKeys.ofWeb())
                .key("same_origin", FlagType.FLAG)
                .key("allowed_origins", ListType.of(TextType.matching("an origin such as \"https://example.org\"",
                        "(?i)https?://[^/?#]+/?")), "allowed_origin", "allow_origins", "allow_origin", "origins", "origin")
                .key("handshake_timeout", DurationType.POSITIVE)
                .key("compression", FlagType.FLAG, "compress")
                .key("ping_interval", DurationType.POSITIVE)
                .key("max_half_open", WholeType.from(1, 1 << 20))
                .key("max_message", new SizeType(1024, 64 << 20))
                .notYet("advertise", "headers", "jwt_cookie", "user_cookie", "pass_cookie", "token_cookie")
                .key("authorization", NotYetType.GUARD, "authentication")
                .key("no_auth_user", NotYetType.GUARD)
                .rule(WebSocketKeys::check)
                .build();
    }

    private static Block check(Block block, Reading reading) {
        Block split = Listening.split(block);
        boolean off = split.value("port") instanceof Scalar port && port.value().equals(0L) || !split.has("port");
        boolean inClear = block.value("no_tls") instanceof Scalar scalar && scalar.value().equals(Boolean.TRUE);
        if (!off && !block.has("tls") && !inClear) {
            reading.refuse(block.place(), "websocket requires TLS configuration: expected tls { } or no_tls: true");
        }
        return split;
    }
}
