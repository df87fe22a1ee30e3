package org.pleach.scion.segment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Recorded calls to the control service of the reference implementation. */
public final class GoldenSegments {

    private GoldenSegments() { }

    public static byte[] request(String name) {
        return bytes(name + ".request.bin");
    }

    public static byte[] response(String name) {
        return bytes(name + ".response.bin");
    }

    private static byte[] bytes(String file) {
        try (InputStream in = GoldenSegments.class.getResourceAsStream("/golden/segments/" + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
