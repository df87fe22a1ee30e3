package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;

/**
 * Makes SCMP packets for one destination and one path: probes, replies, errors. Immutable; any thread.
 */
public final class ScmpTemplate {

    private final ScionHeader header;

    /** For messages with this header. */
    public ScmpTemplate(ScionHeader header) {
        this.header = header;
    }

    /** What the template was made of. */
    public ScionHeader header() {
        return header;
    }

    /**
     * Appends a whole packet. The quoted packet of an error is cut so that the packet has at most
     * {@link ScmpHeader#MAX_ERROR_PACKET} bytes.
     *
     * @throws IllegalArgumentException if an echo's data does not fit into a packet
     */
    public void write(ByteBuf out, ScmpMessage message) {
        int fixed = ScmpHeader.LENGTH + message.infoLength();
        int tail = message.data().length();
        if (ScmpType.isError(message.type())) {
            tail = Math.max(0, Math.min(tail, ScmpHeader.MAX_ERROR_PACKET - header.length() - fixed));
        } else if (fixed + tail > 0xFFFF) {
            throw new IllegalArgumentException("SCMP data of " + tail + " bytes: expected at most "
                    + (0xFFFF - fixed));
        }
        int start = out.writerIndex();
        int length = fixed + tail;
        out.ensureWritable(header.length() + length);
        header.writeTo(out, Protocol.SCMP, length);
        int scmp = out.writerIndex();
        out.writeByte(message.type()).writeByte(message.code()).writeShort(0);
        message.writeInfo(out);
        message.data().writeTo(out, tail);
        long pseudo = Checksum.pseudoHeader(out, start, header.addressLength(), length, Protocol.SCMP);
        ScmpHeader.setChecksum(out, scmp, Checksum.finish(Checksum.sum(out, scmp, length, pseudo)));
    }
}
