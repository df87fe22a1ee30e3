package org.pleach.config.schema;

import java.util.Locale;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;

/** The {@code tls} block of a listener for clients, with nats-server's names. */
final class ClientTlsKeys {

    private ClientTlsKeys() { }

    /** Of the listener in the NATS protocol. */
    static Section section() {
        return common().key("handshake_first", handshakeFirst(), "first", "immediate").build();
    }

    /** Of a listener whose handshake comes first anyway. */
    static Section ofWeb() {
        return common().build();
    }

    private static Section.Builder common() {
        return Section.builder()
                .key("cert_file", FileType.READABLE)
                .key("key_file", FileType.READABLE)
                .key("ca_file", FileType.READABLE)
                .key("verify", FlagType.FLAG)
                .key("verify_and_map", FlagType.FLAG)
                .key("timeout", DurationType.SECONDS)
                .key("cipher_suites", ListType.of(TextType.matching("the name of a cipher suite such as "
                        + "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_[A-Z0-9_]+")))
                .key("min_version", TextType.matching("\"1.2\" or \"1.3\"", "1\\.[23]"))
                .key("pinned_certs", ListType.of(TextType.matching(
                        "the SHA-256 of a public key: 64 hexadecimal digits", "[0-9A-Fa-f]{64}")))
                .key("insecure", FlagType.FLAG)
                .notYet("curve_preferences", "connection_rate_limit", "allow_insecure_cipher_suites",
                        "cert_match_skip_invalid")
                .guardsNotYet("verify_cert_and_check_known_urls", "ocsp_peer", "cert_store", "cert_match_by", "cert_match",
                        "ca_certs_match")
                .key("certs", NotYetType.GUARD, "certificates")
                .rule(ClientTlsKeys::check);
    }

    /** A flag, {@code auto}, or how long to wait for the handshake. */
    private static ValueType handshakeFirst() {
        ChoiceType words = ChoiceType.of("auto", "auto_fallback", "on", "off", "true", "false");
        return new EitherType(node -> node instanceof Scalar scalar
                && (scalar.value() instanceof Boolean || isWord(scalar, words)), new EitherType(
                        node -> ((Scalar) node).value() instanceof Boolean, FlagType.FLAG, words, node -> node),
                DurationType.POSITIVE, ClientTlsKeys::oneWord);
    }

    private static boolean isWord(Scalar scalar, ChoiceType words) {
        return words.words().contains(String.valueOf(scalar.value()).toLowerCase(Locale.ROOT));
    }

    private static Node oneWord(Node node) {
        Scalar scalar = (Scalar) node;
        String word = switch (String.valueOf(scalar.value())) {
            case "true", "on" -> "true";
            case "false", "off" -> "false";
            default -> "auto";
        };
        return new Scalar(word, scalar.written(), scalar.place());
    }

    private static Block check(Block block, Reading reading) {
        TlsKeys.checkPair(block, reading);
        if (!block.has("cert_file") && !block.has("key_file")) {
            reading.refuse(block.place(), "tls: expected cert_file and key_file, both are missing");
        }
        if (block.value("insecure") instanceof Scalar scalar && scalar.value().equals(Boolean.TRUE)) {
            reading.refuse(block.member("insecure").place(), "insecure: expected false, since it would take any client's "
                    + "certificate; without verify no client needs one");
        }
        return block;
    }
}
