package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;

/**
 * A SCION packet inside a buffer. A flyweight to be reused, one per thread; holds no reference count of the buffer.
 *
 * <p>A host calls {@link #parseForHost} and then {@link #verifyChecksum}. A router calls {@link #parse}, works on
 * {@link #path()}, and calls {@link #parseUpperLayer} when it needs a port. Who gets an SCMP error calls
 * {@link #parseQuoted} on the quoted packet. What a step found is valid only if it answered {@link Reason#OK}.
 */
public final class PacketView {

    private static final int NONE = -1;

    private final PathView path = new PathView();
    private ByteBuf buffer;
    private int index;
    private int length;
    private int errorOffset;
    private int headerLength;
    private int addressLength;
    private int pathType;
    private int hopByHop;
    private int endToEnd;
    private int protocol;
    private int upperIndex;
    private int upperLength;

    /** Looks at nothing yet. */
    public PacketView() { }

    /** {@link #parse(ByteBuf, int, int)} of the readable bytes. */
    public Reason parse(ByteBuf bytes) {
        return parse(bytes, bytes.readerIndex(), bytes.readableBytes());
    }

    /**
     * Checks the header: that it is all there, and that HdrLen, host types, path type and path agree. Looks neither at the
     * version nor at what follows the header, and lets HdrLen leave more room than the path needs, as the reference router
     * does.
     */
    public Reason parse(ByteBuf bytes, int start, int available) {
        buffer = bytes;
        index = start;
        length = available;
        hopByHop = NONE;
        endToEnd = NONE;
        protocol = NONE;
        if (available < CommonHeader.LENGTH) {
            return fail(Reason.TRUNCATED_COMMON_HEADER, available);
        }
        headerLength = CommonHeader.headerLength(bytes, start);
        addressLength = AddressHeader.length(CommonHeader.destinationHostType(bytes, start),
                CommonHeader.sourceHostType(bytes, start));
        pathType = CommonHeader.pathType(bytes, start);
        int pathOffset = CommonHeader.LENGTH + addressLength;
        if (headerLength < pathOffset) {
            return fail(Reason.HEADER_LENGTH_TOO_SMALL, CommonHeader.HEADER_LENGTH);
        }
        if (available < headerLength) {
            return fail(Reason.TRUNCATED_HEADER, available);
        }
        Reason reason = parsePath(start + pathOffset, headerLength - pathOffset);
        return reason.isOk() ? reason : fail(reason,
                reason == Reason.UNKNOWN_PATH_TYPE ? CommonHeader.PATH_TYPE : pathOffset);
    }

    private Reason parsePath(int start, int available) {
        return switch (pathType) {
            case PathType.EMPTY -> available == 0 ? Reason.OK : Reason.PATH_LENGTH_MISMATCH;
            case PathType.SCION -> path.wrap(buffer, start, available);
            case PathType.ONE_HOP -> available < OneHopPath.LENGTH ? Reason.TRUNCATED_PATH : Reason.OK;
            case PathType.EPIC -> available < EpicPath.LENGTH ? Reason.TRUNCATED_PATH
                    : path.wrap(buffer, start + EpicPath.LENGTH, available - EpicPath.LENGTH);
            default -> Reason.UNKNOWN_PATH_TYPE;
        };
    }

    /** {@link #parseForHost(ByteBuf, int, int)} of the readable bytes. */
    public Reason parseForHost(ByteBuf bytes) {
        return parseForHost(bytes, bytes.readerIndex(), bytes.readableBytes());
    }

    /**
     * Everything that a host wants: {@link #parse}, version 0, no room between path and payload, and
     * {@link #parseUpperLayer}. Does not verify the checksum.
     */
    public Reason parseForHost(ByteBuf bytes, int start, int available) {
        Reason reason = parse(bytes, start, available);
        if (!reason.isOk()) {
            return reason;
        }
        if (version() != 0) {
            return fail(Reason.UNSUPPORTED_VERSION, CommonHeader.FIRST_LINE);
        }
        if (pathLength() != neededPathLength()) {
            return fail(Reason.PATH_LENGTH_MISMATCH, CommonHeader.HEADER_LENGTH);
        }
        return parseUpperLayer();
    }

    private int neededPathLength() {
        return switch (pathType) {
            case PathType.SCION -> path.length();
            case PathType.ONE_HOP -> OneHopPath.LENGTH;
            case PathType.EPIC -> EpicPath.LENGTH + path.length();
            default -> 0;
        };
    }

    /**
     * After {@link #parse}: checks PayloadLen, steps over extension headers and finds the upper layer. UDP must have a
     * whole header and the length that it says, SCMP its first 4 bytes; another protocol is not looked at.
     */
    public Reason parseUpperLayer() {
        if (!isPayloadLengthRight()) {
            return fail(Reason.PAYLOAD_LENGTH_MISMATCH, CommonHeader.PAYLOAD_LENGTH);
        }
        return findUpperLayer(index + length, false);
    }

    /**
     * Checks a packet that an SCMP error quotes, whose end may have been cut off: as {@link #parse} and
     * {@link #parseUpperLayer}, but lengths may say more than there is.
     */
    public Reason parseQuoted(ByteBuf bytes, int start, int available) {
        Reason reason = parse(bytes, start, available);
        return reason.isOk() ? findUpperLayer(start + available, true) : reason;
    }

    private Reason findUpperLayer(int end, boolean cut) {
        int next = CommonHeader.nextHeader(buffer, index);
        int at = index + headerLength;
        if (next == Protocol.HOP_BY_HOP) {
            if (isExtensionTruncated(at, end)) {
                return fail(Reason.TRUNCATED_EXTENSION, at - index);
            }
            hopByHop = at;
            next = ExtensionHeader.nextHeader(buffer, at);
            at += ExtensionHeader.length(buffer, at);
        }
        if (next == Protocol.END_TO_END) {
            if (isExtensionTruncated(at, end)) {
                return fail(Reason.TRUNCATED_EXTENSION, at - index);
            }
            endToEnd = at;
            next = ExtensionHeader.nextHeader(buffer, at);
            at += ExtensionHeader.length(buffer, at);
        }
        if (ExtensionHeader.is(next)) {
            return fail(Reason.EXTENSION_ORDER, at - index);
        }
        upperIndex = at;
        upperLength = end - at;
        Reason reason = checkUpperLayer(next, cut);
        if (reason.isOk()) {
            protocol = next;
            return reason;
        }
        return fail(reason, at - index);
    }

    private boolean isExtensionTruncated(int at, int end) {
        return end - at < ExtensionHeader.MIN_LENGTH || end - at < ExtensionHeader.length(buffer, at);
    }

    private Reason checkUpperLayer(int next, boolean cut) {
        if (next == Protocol.UDP) {
            if (upperLength < UdpHeader.LENGTH) {
                return Reason.TRUNCATED_UDP;
            }
            return cut || UdpHeader.length(buffer, upperIndex) == upperLength ? Reason.OK
                    : Reason.UDP_LENGTH_MISMATCH;
        }
        return next == Protocol.SCMP && upperLength < ScmpHeader.LENGTH ? Reason.TRUNCATED_SCMP : Reason.OK;
    }

    private Reason fail(Reason reason, int offset) {
        errorOffset = offset;
        return reason;
    }

    /**
     * After {@link #parseUpperLayer}: verifies the checksum of UDP or SCMP. UDP without a checksum (0) and other protocols
     * pass.
     */
    public Reason verifyChecksum() {
        if (protocol == Protocol.UDP ? UdpHeader.checksum(buffer, upperIndex) == 0 : protocol != Protocol.SCMP) {
            return Reason.OK;
        }
        long sum = Checksum.pseudoHeader(buffer, index, addressLength, upperLength, protocol);
        return Checksum.isValid(Checksum.sum(buffer, upperIndex, upperLength, sum)) ? Reason.OK
                : fail(Reason.BAD_CHECKSUM, upperIndex - index);
    }

    /** Where the trouble is that was last reported, in bytes from the packet's first. */
    public int errorOffset() {
        return errorOffset;
    }

    /** The buffer. */
    public ByteBuf buffer() {
        return buffer;
    }

    /** Where the packet starts in the buffer. */
    public int index() {
        return index;
    }

    /** Bytes of the packet that there are. */
    public int length() {
        return length;
    }

    /** The version, 0 to 15. */
    public int version() {
        return CommonHeader.version(buffer, index);
    }

    /** The traffic class, 0 to 255. */
    public int trafficClass() {
        return CommonHeader.trafficClass(buffer, index);
    }

    /** The flow ID, 20 bits. */
    public int flowId() {
        return CommonHeader.flowId(buffer, index);
    }

    /** What follows the SCION header: one of {@link Protocol}, perhaps an extension header. */
    public int nextHeader() {
        return CommonHeader.nextHeader(buffer, index);
    }

    /** Bytes of common, address and path header. */
    public int headerLength() {
        return headerLength;
    }

    /** PayloadLen as the header says. */
    public int payloadLength() {
        return CommonHeader.payloadLength(buffer, index);
    }

    /** Whether PayloadLen is the number of bytes after the header. */
    public boolean isPayloadLengthRight() {
        return payloadLength() == length - headerLength;
    }

    /** One of {@link PathType}. */
    public int pathType() {
        return pathType;
    }

    /** Where the path starts in the buffer, whatever its type. */
    public int pathIndex() {
        return index + CommonHeader.LENGTH + addressLength;
    }

    /** Bytes that HdrLen leaves for the path. */
    public int pathLength() {
        return headerLength - CommonHeader.LENGTH - addressLength;
    }

    /** The SCION path; only for {@link PathType#SCION} and {@link PathType#EPIC}. The same object each time. */
    public PathView path() {
        return path;
    }

    /** Bytes of the address header. */
    public int addressLength() {
        return addressLength;
    }

    /** The destination's ISD-AS. */
    public long destinationIsdAs() {
        return AddressHeader.destinationIsdAs(buffer, index + AddressHeader.OFFSET);
    }

    /** The source's ISD-AS. */
    public long sourceIsdAs() {
        return AddressHeader.sourceIsdAs(buffer, index + AddressHeader.OFFSET);
    }

    /** The destination host's {@link HostType}. */
    public int destinationHostType() {
        return CommonHeader.destinationHostType(buffer, index);
    }

    /** The source host's {@link HostType}. */
    public int sourceHostType() {
        return CommonHeader.sourceHostType(buffer, index);
    }

    /** Where the destination host starts in the buffer; {@link HostType#length} bytes. */
    public int destinationHostIndex() {
        return index + AddressHeader.OFFSET + AddressHeader.DESTINATION_HOST;
    }

    /** Where the source host starts in the buffer; {@link HostType#length} bytes. */
    public int sourceHostIndex() {
        return destinationHostIndex() + HostType.length(destinationHostType());
    }

    /** The destination host as an object. */
    public HostAddress destinationHost() {
        return HostAddress.read(buffer, destinationHostIndex(), destinationHostType());
    }

    /** The source host as an object. */
    public HostAddress sourceHost() {
        return HostAddress.read(buffer, sourceHostIndex(), sourceHostType());
    }

    /** Where the hop-by-hop extension header starts in the buffer; -1 if there is none. */
    public int hopByHopIndex() {
        return hopByHop;
    }

    /** Where the end-to-end extension header starts in the buffer; -1 if there is none. */
    public int endToEndIndex() {
        return endToEnd;
    }

    /** The upper layer's protocol, one of {@link Protocol} and no extension header; -1 before it was found. */
    public int protocol() {
        return protocol;
    }

    /** Where the upper layer's header starts in the buffer. */
    public int upperIndex() {
        return upperIndex;
    }

    /** Bytes of the upper layer's header and data that there are. */
    public int upperLength() {
        return upperLength;
    }

    /** UDP's source port; only if {@link #protocol()} is {@link Protocol#UDP}. */
    public int sourcePort() {
        return UdpHeader.sourcePort(buffer, upperIndex);
    }

    /** UDP's destination port; only if {@link #protocol()} is {@link Protocol#UDP}. */
    public int destinationPort() {
        return UdpHeader.destinationPort(buffer, upperIndex);
    }

    /** Where UDP's payload starts in the buffer. */
    public int udpPayloadIndex() {
        return upperIndex + UdpHeader.LENGTH;
    }

    /** Bytes of UDP's payload that there are. */
    public int udpPayloadLength() {
        return upperLength - UdpHeader.LENGTH;
    }
}
