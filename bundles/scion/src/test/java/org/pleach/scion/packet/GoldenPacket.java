package org.pleach.scion.packet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A line of the recorded packets; see {@code golden/README.md}.
 *
 * @param trigger the id of the packet that made this one, or -1
 */
record GoldenPacket(String file, int id, String flow, int group, int hop, int trigger, String from, String to,
        String kind, Bytes bytes) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static final List<GoldenPacket> FLOWS = lines("packets/flows.jsonl");
    static final List<GoldenPacket> EXTRA = lines("packets/extra.jsonl");
    static final List<GoldenPacket> SCMP_HOPS = lines("scmp/hops.jsonl");

    static Stream<GoldenPacket> all() {
        return Stream.of(FLOWS, EXTRA, SCMP_HOPS).flatMap(List::stream);
    }

    private static List<GoldenPacket> lines(String file) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                GoldenPacket.class.getResourceAsStream("/golden/" + file), StandardCharsets.UTF_8))) {
            return in.lines().map(line -> of(file, line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenPacket of(String file, String line) {
        JsonNode node = json(line);
        return new GoldenPacket(file, node.get("id").intValue(), node.get("flow").textValue(),
                node.path("group").asInt(), node.path("hop").asInt(), node.path("trigger").asInt(-1),
                node.get("from").textValue(), node.get("to").textValue(), node.get("kind").textValue(),
                hex(node.get("hex").textValue()));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode resource(String name) {
        try (var in = GoldenPacket.class.getResourceAsStream("/golden/" + name)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Bytes hex(String hex) {
        return Bytes.of(ByteBufUtil.decodeHexDump(hex));
    }

    ByteBuf buffer() {
        return Unpooled.wrappedBuffer(bytes.toArray());
    }

    /** The packet as a host takes it. */
    PacketView view() {
        PacketView view = new PacketView();
        Reason reason = view.parseForHost(buffer());
        if (!reason.isOk()) {
            throw new AssertionError(this + ": " + reason);
        }
        return view;
    }

    boolean fromRouter() {
        return from.startsWith("router");
    }

    @Override
    public String toString() {
        return file + " #" + id + " " + flow + " " + group + "/" + hop + " " + kind;
    }
}
