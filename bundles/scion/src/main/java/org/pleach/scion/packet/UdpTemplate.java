package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * Everything of a SCION/UDP packet that stays the same for one peer and one path. Sending is: copy the template, patch
 * PayloadLen, UDP length and checksum. Immutable; any thread; allocates nothing after it was made.
 */
public final class UdpTemplate {

    /** Greatest payload: PayloadLen has 16 bits and counts UDP's header. */
    public static final int MAX_PAYLOAD = 0xFFFF - UdpHeader.LENGTH;

    private final ScionHeader header;
    private final byte[] bytes;
    private final int udp;
    private final long constantSum;

    /** Ports are 0 to 65535. */
    public UdpTemplate(ScionHeader header, int sourcePort, int destinationPort) {
        this.header = header;
        this.udp = header.length();
        ByteBuf out = Unpooled.buffer(udp + UdpHeader.LENGTH);
        header.writeTo(out, Protocol.UDP, 0);
        out.writeZero(UdpHeader.LENGTH);
        UdpHeader.set(out, udp, sourcePort, destinationPort, 0, 0);
        long pseudo = Checksum.pseudoHeader(out, 0, header.addressLength(), 0, Protocol.UDP);
        this.constantSum = Checksum.sum(out, udp, UdpHeader.LENGTH, pseudo);
        this.bytes = ByteBufUtil.getBytes(out);
    }

    /** What the template was made of. */
    public ScionHeader header() {
        return header;
    }

    /** Bytes before the payload: SCION and UDP header. */
    public int headerLength() {
        return bytes.length;
    }

    /** The greatest payload that a path of this MTU carries; negative if not even the header fits. */
    public int maxPayload(int mtu) {
        return Math.min(mtu - bytes.length, MAX_PAYLOAD);
    }

    /** Appends a whole packet with {@code length} bytes of {@code payload} from {@code index}; moves no index of it. */
    public void write(ByteBuf out, ByteBuf payload, int index, int length) {
        out.ensureWritable(bytes.length + length);
        writeHeader(out, payload, index, length);
        out.writeBytes(payload, index, length);
    }

    /**
     * Appends the headers only, for a payload that is sent from where it is (gathering write, segmentation offload).
     *
     * @throws IllegalArgumentException if {@code length} is not 0 to {@link #MAX_PAYLOAD}
     */
    public void writeHeader(ByteBuf out, ByteBuf payload, int index, int length) {
        if (length < 0 || length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("payload of " + length + " bytes: expected 0 to " + MAX_PAYLOAD);
        }
        int start = out.writerIndex();
        int datagram = UdpHeader.LENGTH + length;
        out.writeBytes(bytes);
        CommonHeader.setPayloadLength(out, start, datagram);
        out.setShort(start + udp + UdpHeader.DATAGRAM_LENGTH, datagram);
        // The length counts twice: in the pseudo header and in UDP's.
        long sum = Checksum.sum(payload, index, length, constantSum + 2L * datagram);
        UdpHeader.setChecksum(out, start + udp, Checksum.finishUdp(sum));
    }
}
