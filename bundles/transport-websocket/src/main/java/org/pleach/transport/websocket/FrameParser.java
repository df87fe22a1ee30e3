package org.pleach.transport.websocket;

import io.netty.buffer.ByteBuf;

/**
 * Takes frames apart as they come. The payload of data is unmasked where it lies and handed on at once, so that a frame of
 * any size costs no memory; only control frames, of 125 bytes at most, are put together. The result is the same wherever the
 * input is split. No I/O; for one thread.
 *
 * <pre>
 *   bit 0   1   2   3   4               8   9                     16
 *       +---+---+---+---+---------------+---+---------------------+
 *       |FIN|RSV|RSV|RSV|    opcode     |MSK|    length (7)       |   126: 16 bits follow, 127: 64 bits follow
 *       |   | 1 | 2 | 3 |               |   |                     |
 *       +---+---+---+---+---------------+---+---------------------+
 *       | length, 0, 16 or 64 bits      | masking key, 32 bits    |   RSV1: compressed (RFC 7692)
 *       +-------------------------------+-------------------------+
 *       | payload, each octet XORed with the key's octet i mod 4  |
 *       +---------------------------------------------------------+   (RFC 6455, 5.2)
 * </pre>
 */
final class FrameParser {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    private static final int MOST_CONTROL = 125;
    private static final int LONGEST_HEAD = 14;
    private static final int KEY_BYTES = 4;

    private final boolean compression;
    private final Handler handler;
    private final byte[] head = new byte[LONGEST_HEAD];
    private final byte[] control = new byte[MOST_CONTROL];
    private int headSeen;
    private int headLength = 2;
    private boolean inPayload;
    private int opcode;
    private boolean last;
    private long rest;
    private int key;
    private int controlSeen;
    private boolean inMessage;
    private boolean compressed;

    /** What is done with what comes. */
    interface Handler {

        /**
         * A piece of data.
         *
         * @param bytes      the piece lies from index on; neither kept nor released
         * @param compressed whether the message is
         * @param last       whether the message ends with it; the piece may be empty then
         */
        void data(ByteBuf bytes, int index, int length, boolean compressed, boolean last) throws FrameException;

        /** A whole control frame; the array is used again. */
        void control(int opcode, byte[] payload, int length) throws FrameException;
    }

    /** @param compression whether compressed messages were agreed on */
    FrameParser(boolean compression, Handler handler) {
        this.compression = compression;
        this.handler = handler;
    }

    /** Takes all that is readable; changes payload in place. */
    void feed(ByteBuf bytes) throws FrameException {
        while (bytes.isReadable()) {
            if (inPayload) {
                payload(bytes);
            } else {
                head(bytes.readByte());
            }
        }
    }

    private void head(byte octet) throws FrameException {
        head[headSeen++] = octet;
        if (headSeen == 1) {
            checkFirst(octet & 0xFF);
        } else if (headSeen == 2) {
            checkSecond(octet & 0xFF);
        }
        if (headSeen == headLength) {
            begin();
        }
    }

    private void checkFirst(int octet) throws FrameException {
        if ((octet & 0x30) != 0) {
            throw violation("RSV2 and RSV3 must be clear");
        }
        boolean rsv1 = (octet & 0x40) != 0;
        if (rsv1 && !compression) {
            throw violation("compressed frame received without negotiated permessage-deflate");
        }
        opcode = octet & 0x0F;
        last = (octet & 0x80) != 0;
        switch (opcode) {
            case TEXT, BINARY -> {
                if (inMessage) {
                    throw violation("new message started before final frame for previous message was received");
                }
                compressed = rsv1;
            }
            case CONTINUATION -> {
                if (!inMessage || rsv1) {
                    throw violation("invalid continuation frame");
                }
            }
            case CLOSE, PING, PONG -> {
                if (!last || rsv1) {
                    throw violation("control frame does not have final bit set");
                }
            }
            default -> throw violation("unknown opcode " + opcode);
        }
    }

    private void checkSecond(int octet) throws FrameException {
        if ((octet & 0x80) == 0) {
            throw violation("mask bit missing");
        }
        int length = octet & 0x7F;
        if (opcode >= CLOSE && length > MOST_CONTROL) {
            throw violation("control frame length bigger than maximum allowed of 125 bytes");
        }
        headLength = 2 + KEY_BYTES + (length == 126 ? Short.BYTES : length == 127 ? Long.BYTES : 0);
    }

    private void begin() throws FrameException {
        int length = head[1] & 0x7F;
        int lengthBytes = headLength - 2 - KEY_BYTES;
        rest = lengthBytes == 0 ? length : number(2, lengthBytes);
        if (rest < 0) {
            throw violation("frame length out of range");
        }
        key = (int) number(2 + lengthBytes, KEY_BYTES);
        headSeen = 0;
        headLength = 2;
        controlSeen = 0;
        inPayload = true;
        if (opcode < CLOSE) {
            inMessage = !last;
        }
        if (rest == 0) {
            inPayload = false;
            if (opcode >= CLOSE) {
                handler.control(opcode, control, 0);
            } else if (last) {
                handler.data(null, 0, 0, compressed, true);
            }
        }
    }

    private long number(int from, int octets) {
        long number = 0;
        for (int i = from; i < from + octets; i++) {
            number = number << 8 | head[i] & 0xFF;
        }
        return number;
    }

    private void payload(ByteBuf bytes) throws FrameException {
        int length = (int) Math.min(rest, bytes.readableBytes());
        int index = bytes.readerIndex();
        unmask(bytes, index, length);
        bytes.skipBytes(length);
        rest -= length;
        boolean ends = rest == 0;
        inPayload = !ends;
        if (opcode < CLOSE) {
            handler.data(bytes, index, length, compressed, ends && last);
            return;
        }
        bytes.getBytes(index, control, controlSeen, length);
        controlSeen += length;
        if (ends) {
            handler.control(opcode, control, controlSeen);
        }
    }

    private void unmask(ByteBuf bytes, int index, int length) {
        int at = index;
        int end = index + length;
        long twice = (long) key << Integer.SIZE | key & 0xFFFFFFFFL;
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            bytes.setLong(at, bytes.getLong(at) ^ twice);
        }
        for (; at < end; at++) {
            bytes.setByte(at, bytes.getByte(at) ^ key >>> 24);
            key = Integer.rotateLeft(key, 8);
        }
    }

    private static FrameException violation(String message) {
        return new FrameException(CloseStatus.PROTOCOL_ERROR, message);
    }
}
