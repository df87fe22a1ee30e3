package org.pleach.scion.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A recorded call to the daemon of the reference implementation.
 *
 * @param name     the files' name
 * @param request  the request's bytes
 * @param response the response's bytes, or null if the call failed
 * @param json     both, and the rest, as protojson
 */
public record GoldenCall(String name, byte[] request, byte[] response, JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static GoldenCall of(String name) {
        try {
            return new GoldenCall(name, bytes(name + ".request.bin"), bytes(name + ".response.bin"),
                    JSON.readTree(bytes(name + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<GoldenCall> all() {
        try (Stream<Path> files = Files.list(Path.of(GoldenCall.class.getResource("/golden/daemon").toURI()))) {
            return files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".json")).sorted()
                    .map(file -> of(file.substring(0, file.length() - ".json".length()))).toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = GoldenCall.class.getResourceAsStream("/golden/daemon/" + file)) {
            return in == null ? null : in.readAllBytes();
        }
    }

    public DaemonMethod method() {
        return DaemonMethod.of(json.get("method").asText());
    }

    @Override
    public String toString() {
        return name;
    }
}
