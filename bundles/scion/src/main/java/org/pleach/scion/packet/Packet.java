package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.pleach.path.IsdAs;

/**
 * A SCION packet, decoded: for tests, tools and what is rare; on the way of a message use {@link PacketView} and
 * {@link UdpTemplate}. Checksums are kept as they came; lengths are computed when written.
 *
 * @param trafficClass     0 to 255
 * @param flowId           20 bits
 * @param destinationIsdAs the destination's AS
 * @param destinationHost  the destination in it
 * @param sourceIsdAs      the source's AS
 * @param sourceHost       the source in it
 * @param path             the way
 * @param extensions       extension headers in order
 * @param upper            what is carried
 */
public record Packet(int trafficClass, int flowId, IsdAs destinationIsdAs, HostAddress destinationHost,
        IsdAs sourceIsdAs, HostAddress sourceHost, DataPath path, List<Extension> extensions, Upper upper) {

    /** Copies the list. */
    public Packet {
        extensions = List.copyOf(extensions);
    }

    /** Decodes a packet that {@link PacketView#parseForHost} found nothing wrong with. */
    public static Packet of(PacketView view) {
        List<Extension> extensions = new ArrayList<>();
        if (view.hopByHopIndex() >= 0) {
            extensions.add(Extension.read(Protocol.HOP_BY_HOP, view.buffer(), view.hopByHopIndex()));
        }
        if (view.endToEndIndex() >= 0) {
            extensions.add(Extension.read(Protocol.END_TO_END, view.buffer(), view.endToEndIndex()));
        }
        return new Packet(view.trafficClass(), view.flowId(), new IsdAs(view.destinationIsdAs()),
                view.destinationHost(), new IsdAs(view.sourceIsdAs()), view.sourceHost(), DataPath.of(view),
                extensions, Upper.of(view));
    }

    /**
     * Appends the packet.
     *
     * @throws IllegalArgumentException if the header or the payload would be too long
     */
    public void writeTo(ByteBuf out) {
        ByteBuf scratch = out.alloc().heapBuffer();
        try {
            path.writeTo(scratch);
            ScionHeader header = new ScionHeader(trafficClass, flowId, destinationIsdAs, destinationHost, sourceIsdAs,
                    sourceHost, path.type(), Bytes.copyOf(scratch, 0, scratch.readableBytes()));
            scratch.clear();
            for (int i = 0; i < extensions.size(); i++) {
                extensions.get(i).writeTo(scratch, protocolAfter(i));
            }
            upper.writeTo(scratch);
            if (scratch.readableBytes() > 0xFFFF) {
                throw new IllegalArgumentException("payload of " + scratch.readableBytes()
                        + " bytes: expected at most 65535");
            }
            header.writeTo(out, protocolAfter(-1), scratch.readableBytes());
            out.writeBytes(scratch);
        } finally {
            scratch.release();
        }
    }

    private int protocolAfter(int extension) {
        return extension + 1 < extensions.size() ? extensions.get(extension + 1).protocol() : upper.protocol();
    }

    /**
     * An extension header; see {@link ExtensionHeader}.
     *
     * @param protocol {@link Protocol#HOP_BY_HOP} or {@link Protocol#END_TO_END}
     * @param options  the bytes after NextHdr and ExtLen: two less than a multiple of 4
     */
    public record Extension(int protocol, Bytes options) {
        static Extension read(int protocol, ByteBuf buffer, int index) {
            return new Extension(protocol, Bytes.copyOf(buffer, index + ExtensionHeader.OPTIONS,
                    ExtensionHeader.length(buffer, index) - ExtensionHeader.OPTIONS));
        }

        void writeTo(ByteBuf out, int nextHeader) {
            out.writeByte(nextHeader);
            out.writeByte((options.length() + ExtensionHeader.OPTIONS) / 4 - 1);
            options.writeTo(out);
        }
    }

    /** What a packet carries. */
    public sealed interface Upper {

        /** One of {@link Protocol}. */
        int protocol();

        /** Appends header and data. */
        void writeTo(ByteBuf out);

        private static Upper of(PacketView view) {
            ByteBuf buffer = view.buffer();
            int index = view.upperIndex();
            if (view.protocol() == Protocol.UDP) {
                return new Udp(view.sourcePort(), view.destinationPort(), UdpHeader.checksum(buffer, index),
                        Bytes.copyOf(buffer, view.udpPayloadIndex(), view.udpPayloadLength()));
            }
            ScmpView scmp = new ScmpView();
            if (view.protocol() == Protocol.SCMP && scmp.wrap(view).isOk()) {
                return new Scmp(ScmpHeader.checksum(buffer, index), ScmpMessage.of(scmp));
            }
            return new Other(view.protocol(), Bytes.copyOf(buffer, index, view.upperLength()));
        }
    }

    /**
     * A datagram; see {@link UdpHeader}.
     *
     * @param sourcePort      0 to 65535
     * @param destinationPort 0 to 65535
     * @param checksum        0 for none
     * @param payload         what it carries
     */
    public record Udp(int sourcePort, int destinationPort, int checksum, Bytes payload) implements Upper {
        @Override
        public int protocol() {
            return Protocol.UDP;
        }

        @Override
        public void writeTo(ByteBuf out) {
            int index = out.writerIndex();
            out.writeZero(UdpHeader.LENGTH);
            UdpHeader.set(out, index, sourcePort, destinationPort, UdpHeader.LENGTH + payload.length(), checksum);
            payload.writeTo(out);
        }
    }

    /**
     * A control message; see {@link ScmpHeader}.
     *
     * @param checksum as it came
     * @param message  the message
     */
    public record Scmp(int checksum, ScmpMessage message) implements Upper {
        @Override
        public int protocol() {
            return Protocol.SCMP;
        }

        @Override
        public void writeTo(ByteBuf out) {
            out.writeByte(message.type()).writeByte(message.code()).writeShort(checksum);
            message.writeInfo(out);
            message.data().writeTo(out);
        }
    }

    /**
     * Another protocol, or an SCMP message too short for its type.
     *
     * @param protocol its number
     * @param content  header and data
     */
    public record Other(int protocol, Bytes content) implements Upper {
        @Override
        public void writeTo(ByteBuf out) {
            content.writeTo(out);
        }
    }
}
