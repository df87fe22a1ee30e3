package org.pleach.config.schema;

import org.pleach.config.tree.Block;

/** A {@code tls} block, with nats-server's names for what it has too. */
final class TlsKeys {

    private TlsKeys() { }

    static Section section() {
        return Section.builder()
                .key("cert_file", FileType.READABLE)
                .key("key_file", FileType.READABLE)
                .key("ca_file", FileType.READABLE)
                .key("verify", FlagType.FLAG)
                .key("insecure", FlagType.FLAG)
                .key("server_name", TextType.NAME)
                .rule(TlsKeys::checkPair)
                .build();
    }

    static Block checkPair(Block block, Reading reading) {
        if (block.has("cert_file") != block.has("key_file")) {
            String missing = block.has("cert_file") ? "key_file" : "cert_file";
            reading.refuse(block.place(), "tls: expected cert_file and key_file together, " + missing + " is missing");
        }
        return block;
    }
}
