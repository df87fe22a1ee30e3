package org.pleach.config.schema;

import org.pleach.config.tree.Block;

/** The {@code tls} blocks: of client connections, of routes, of SCION. */
final class TlsKeys {

    private TlsKeys() { }

    static Section section() {
        return Section.builder()
                .key("cert_file", FileType.READABLE)
                .key("key_file", FileType.READABLE)
                .key("ca_file", FileType.READABLE)
                .key("verify", FlagType.FLAG)
                .key("insecure", FlagType.FLAG)
                .key("timeout", DurationType.SECONDS)
                .key("handshake_first", NotYetType.IGNORED, "first", "immediate")
                .notYet("connection_rate_limit", "cert_match_skip_invalid", "allow_insecure_cipher_suites")
                .key("certs", NotYetType.GUARD, "certificates")
                .guardsNotYet("verify_and_map", "verify_cert_and_check_known_urls", "cipher_suites",
                        "curve_preferences", "min_version", "pinned_certs", "cert_store", "cert_match_by", "cert_match",
                        "ca_certs_match", "ocsp_peer")
                .rule(TlsKeys::check)
                .build();
    }

    private static Block check(Block block, Reading reading) {
        if (block.has("cert_file") != block.has("key_file")) {
            String missing = block.has("cert_file") ? "key_file" : "cert_file";
            reading.refuse(block.place(), "tls: expected cert_file and key_file together, " + missing + " is missing");
        }
        return block;
    }
}
