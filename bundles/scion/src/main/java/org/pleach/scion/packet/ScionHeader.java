package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;
import java.util.Objects;
import org.pleach.path.IsdAs;

/**
 * Common, address and path header of packets to be sent; the stuff templates are made of.
 *
 * @param trafficClass     0 to 255
 * @param flowId           20 bits; should not be 0
 * @param destinationIsdAs the peer's AS
 * @param destinationHost  the peer in it
 * @param sourceIsdAs      the own AS
 * @param sourceHost       the own address
 * @param pathType         one of {@link PathType}
 * @param path             the path's bytes, empty for {@link PathType#EMPTY}
 */
public record ScionHeader(int trafficClass, int flowId, IsdAs destinationIsdAs, HostAddress destinationHost,
        IsdAs sourceIsdAs, HostAddress sourceHost, int pathType, Bytes path) {

    /**
     * Checks that the header fits.
     *
     * @throws IllegalArgumentException if it would be longer than {@link CommonHeader#MAX_HEADER_LENGTH} or is no
     *                                  multiple of 4 bytes
     */
    public ScionHeader {
        Objects.requireNonNull(destinationIsdAs, "destinationIsdAs");
        Objects.requireNonNull(sourceIsdAs, "sourceIsdAs");
        int length = CommonHeader.LENGTH + AddressHeader.length(destinationHost.type(), sourceHost.type())
                + path.length();
        if (length > CommonHeader.MAX_HEADER_LENGTH || length % CommonHeader.LINE_LENGTH != 0) {
            throw new IllegalArgumentException("SCION header of " + length + " bytes: expected a multiple of "
                    + CommonHeader.LINE_LENGTH + " up to " + CommonHeader.MAX_HEADER_LENGTH);
        }
    }

    /** A header without traffic class over a SCION path, or over the empty path if {@code rawPath} is empty. */
    public static ScionHeader of(int flowId, IsdAs destinationIsdAs, HostAddress destinationHost, IsdAs sourceIsdAs,
            HostAddress sourceHost, byte[] rawPath) {
        return new ScionHeader(0, flowId, destinationIsdAs, destinationHost, sourceIsdAs, sourceHost,
                rawPath.length == 0 ? PathType.EMPTY : PathType.SCION, Bytes.of(rawPath));
    }

    /**
     * The header with which the receiver of {@code packet} answers: addresses exchanged, the path reversed, traffic class
     * and flow ID copied.
     *
     * @throws IllegalArgumentException if the path cannot be reversed; see {@link ReplyPath#of}
     */
    public static ScionHeader replyTo(PacketView packet) {
        Bytes path = ReplyPath.of(packet);
        return new ScionHeader(packet.trafficClass(), packet.flowId(),
                new IsdAs(packet.sourceIsdAs()), packet.sourceHost(),
                new IsdAs(packet.destinationIsdAs()), packet.destinationHost(),
                path.length() == 0 ? PathType.EMPTY : PathType.SCION, path);
    }

    /** The same from another host. */
    public ScionHeader withSource(IsdAs isdAs, HostAddress host) {
        return new ScionHeader(trafficClass, flowId, destinationIsdAs, destinationHost, isdAs, host, pathType, path);
    }

    /** Bytes of the header. */
    public int length() {
        return CommonHeader.LENGTH + addressLength() + path.length();
    }

    int addressLength() {
        return AddressHeader.length(destinationHost.type(), sourceHost.type());
    }

    /** Appends the header. */
    public void writeTo(ByteBuf out, int nextHeader, int payloadLength) {
        int start = out.writerIndex();
        out.writeZero(CommonHeader.LENGTH + AddressHeader.DESTINATION_HOST);
        CommonHeader.setFirstLine(out, start, 0, trafficClass, flowId);
        CommonHeader.setNextHeader(out, start, nextHeader);
        CommonHeader.setHeaderLength(out, start, length());
        CommonHeader.setPayloadLength(out, start, payloadLength);
        CommonHeader.setPathType(out, start, pathType);
        CommonHeader.setHostTypes(out, start, destinationHost.type(), sourceHost.type());
        AddressHeader.setIsdAs(out, start + AddressHeader.OFFSET, destinationIsdAs.value(), sourceIsdAs.value());
        destinationHost.writeTo(out);
        sourceHost.writeTo(out);
        path.writeTo(out);
    }
}
