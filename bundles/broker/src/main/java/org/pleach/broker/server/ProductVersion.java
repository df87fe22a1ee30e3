package org.pleach.broker.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version the build has left in {@code version.txt}. */
final class ProductVersion {

    private ProductVersion() { }

    static String read() {
        try (InputStream in = ProductVersion.class.getResourceAsStream("version.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip().replace("-SNAPSHOT", "");
        } catch (IOException e) {
            throw new UncheckedIOException("version.txt of this bundle", e);
        }
    }
}
