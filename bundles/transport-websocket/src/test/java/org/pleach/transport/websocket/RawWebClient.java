package org.pleach.transport.websocket;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.pleach.transport.Endpoint;

/** Writes and reads octets of WebSocket by hand. */
final class RawWebClient implements AutoCloseable {

    static final String REQUEST = "GET / HTTP/1.1\r\nHost: here.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";

    private final Socket socket;
    private final DataInputStream in;

    RawWebClient(Endpoint endpoint) throws IOException {
        socket = new Socket(endpoint.host(), endpoint.port());
        socket.setSoTimeout(30_000);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Sends a request; returns the head of the answer. */
    String request(String text) throws IOException {
        send(text.getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                break;
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    String upgrade(String moreHeaders) throws IOException {
        return request(REQUEST + moreHeaders + "\r\n");
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** A masked frame. */
    static byte[] frame(int first, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else if (payload.length < 65536) {
            out.write(0xFE);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(0xFF);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) payload.length >> shift));
            }
        }
        byte[] key = {1, 2, 3, 4};
        out.writeBytes(key);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ key[i % 4]);
        }
        return out.toByteArray();
    }

    void say(String text) throws IOException {
        send(frame(0x82, text.getBytes(StandardCharsets.US_ASCII)));
    }

    static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(plain);
        byte[] buffer = new byte[plain.length + 100];
        int length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(buffer, length - 4);
    }

    /** The next frame as {@code opcode:payload}, control payloads without their status, or {@code end}. */
    String frame() throws IOException {
        int first = in.read();
        if (first < 0) {
            return "end";
        }
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = (int) in.readLong();
        }
        byte[] payload = in.readNBytes(length);
        if ((first & 0x40) != 0) {
            payload = inflated(payload);
        }
        if ((first & 0x0F) == FrameParser.CLOSE && payload.length >= 2) {
            return "8:" + ((payload[0] & 0xFF) << 8 | payload[1] & 0xFF) + ' '
                    + new String(payload, 2, payload.length - 2, StandardCharsets.US_ASCII);
        }
        return (first & 0x0F) + ((first & 0x40) != 0 ? "z:" : ":") + new String(payload, StandardCharsets.US_ASCII);
    }

    private static byte[] inflated(byte[] payload) {
        Inflater inflater = new Inflater(true);
        byte[] all = Arrays.copyOf(payload, payload.length + 4);
        all[all.length - 2] = (byte) 0xFF;
        all[all.length - 1] = (byte) 0xFF;
        inflater.setInput(all);
        byte[] buffer = new byte[1 << 20];
        try {
            return Arrays.copyOf(buffer, inflater.inflate(buffer));
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        } finally {
            inflater.end();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
