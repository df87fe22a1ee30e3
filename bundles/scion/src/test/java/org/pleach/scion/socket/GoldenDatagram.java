package org.pleach.scion.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.pleach.path.IsdAs;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.packet.HostAddress;
import org.pleach.scion.packet.Packet;
import org.pleach.scion.packet.PacketView;

/**
 * A datagram as a host of the reference network emitted it.
 */
record GoldenDatagram(String hex, ScionAddress source, ScionAddress destination, int flowId, byte[] payload) {

    static List<GoldenDatagram> sentFromXToY(String flow) {
        List<GoldenDatagram> datagrams = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                GoldenDatagram.class.getResourceAsStream("/golden/packets/flows.jsonl"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode json = new ObjectMapper().readTree(line);
                if (json.get("flow").asText().equals(flow) && json.get("hop").asInt() == 0
                        && json.get("trigger").isNull()) {
                    datagrams.add(of(json.get("hex").asText()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return datagrams;
    }

    private static GoldenDatagram of(String hex) {
        PacketView view = new PacketView();
        view.parseForHost(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
        Packet packet = Packet.of(view);
        Packet.Udp udp = (Packet.Udp) packet.upper();
        return new GoldenDatagram(hex,
                address(packet.sourceIsdAs(), packet.sourceHost(), udp.sourcePort()),
                address(packet.destinationIsdAs(), packet.destinationHost(), udp.destinationPort()),
                packet.flowId(), udp.payload().toArray());
    }

    private static ScionAddress address(IsdAs isdAs, HostAddress host, int port) {
        return new ScionAddress(isdAs, ((HostAddress.Ip) host).address(), port);
    }
}
