package org.pleach.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a broker's {@code /pathz} and {@code /countz}. Safe to use from any thread. */
public final class Pathz {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ObjectMapper json = new ObjectMapper();
    private final String base;

    /** Reads from the monitoring port on loopback. */
    public Pathz(int monitoringPort) {
        this.base = "http://127.0.0.1:" + monitoringPort;
    }

    /**
     * @param local      the broker's own SCION address
     * @param remote     the peer's
     * @param paths      in the order of preference
     * @param switches   how often the active path changed
     * @param lastReason why it last changed
     */
    public record Peer(String local, String remote, List<PathLine> paths, long switches, String lastReason) {
        /** The path that carries the traffic. */
        public Optional<PathLine> active() {
            return paths.stream().filter(path -> path.state().equals("active")).findFirst();
        }
    }

    /**
     * @param fingerprint   names the path
     * @param state         {@code active}, {@code standby}, {@code distrusted}, {@code excluded}
     * @param interfaces    {@code ISD-AS#ID} in order
     * @param roundTrip     measured, as Go writes durations; empty if not yet known
     * @param bytesSent     payload bytes sent over it
     * @param bytesReceived payload bytes received over it
     */
    public record PathLine(String fingerprint, String state, List<String> interfaces, String roundTrip, long bytesSent,
            long bytesReceived) { }

    /** The peers of the broker now; none if it does not answer. */
    public List<Peer> peers() {
        List<Peer> peers = new ArrayList<>();
        for (JsonNode peer : get("/pathz").path("peers")) {
            List<PathLine> paths = new ArrayList<>();
            for (JsonNode path : peer.path("paths")) {
                List<String> interfaces = new ArrayList<>();
                path.path("interfaces").forEach(each -> interfaces.add(each.asText()));
                paths.add(new PathLine(path.path("fingerprint").asText(), path.path("state").asText(), interfaces,
                        path.path("rtt").asText(""), path.path("bytes_sent").asLong(),
                        path.path("bytes_received").asLong()));
            }
            peers.add(new Peer(peer.path("local").asText(), peer.path("remote").asText(), paths,
                    peer.path("switches").asLong(), peer.path("last_switch_reason").asText()));
        }
        return peers;
    }

    /** Every count of the broker, {@code subsystem.name}; none if it does not answer. */
    public TreeMap<String, Long> counts() {
        TreeMap<String, Long> counts = new TreeMap<>();
        get("/countz").path("counters").fields().forEachRemaining(subsystem -> subsystem.getValue().fields()
                .forEachRemaining(count -> counts.put(subsystem.getKey() + "." + count.getKey(),
                        count.getValue().asLong())));
        return counts;
    }

    private JsonNode get(String page) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + page)).timeout(TIMEOUT).build();
            return json.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return json.createObjectNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return json.createObjectNode();
        }
    }
}
