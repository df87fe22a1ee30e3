package org.pleach.clustering.session;

import io.netty.buffer.ByteBuf;

/** Takes {@link Frames} apart, wherever the input is split. Holds no buffer. Event loop only. */
final class FrameReader {

    /** Takes what the frames say. */
    interface Sink {

        /** The next bytes of the stream: {@code length} of them from the buffer's reader index on, to be consumed. */
        void data(ByteBuf bytes, int length);

        /** So many bytes have arrived at the peer. */
        void acknowledged(long position);

        /** The peer has ended the session. */
        void ended();
    }

    private final Sink sink;
    private long value;     // the header or acknowledgement read so far, big endian
    private int awaited = Frames.HEADER;
    private boolean acknowledging;
    private long dataLeft;
    private long received;
    private long unwanted;  // bytes that have arrived over an earlier connection

    FrameReader(Sink sink) {
        this.sink = sink;
    }

    /** How many bytes of the stream have arrived. */
    long received() {
        return received;
    }

    /** A connection begins; the peer sends from position {@code from} on, at most what has arrived. */
    void restart(long from) {
        value = 0;
        awaited = Frames.HEADER;
        acknowledging = false;
        dataLeft = 0;
        unwanted = received - from;
    }

    /**
     * Reads one step further: a header, an acknowledgement or as much data as there is.
     *
     * @throws IllegalArgumentException for what is no frame; names what was expected and what came
     */
    void readSome(ByteBuf bytes) {
        if (dataLeft > 0) {
            readData(bytes);
        } else if (awaits(bytes)) {
            return;
        } else if (acknowledging) {
            acknowledging = false;
            long position = value;
            await(Frames.HEADER);
            sink.acknowledged(position);
        } else {
            header((byte) (value >> 32), value & 0xFFFF_FFFFL);
        }
    }

    private boolean awaits(ByteBuf bytes) {
        while (awaited > 0 && bytes.isReadable()) {
            value = value << 8 | bytes.readUnsignedByte();
            awaited--;
        }
        return awaited > 0;
    }

    private void await(int bytes) {
        value = 0;
        awaited = bytes;
    }

    private void header(byte type, long length) {
        await(Frames.HEADER);
        switch (type) {
            case Frames.DATA -> dataLeft = length;
            case Frames.ACK -> {
                if (length != Frames.ACK_LENGTH) {
                    throw new IllegalArgumentException("expected an acknowledgement of 8 bytes, got " + length);
                }
                acknowledging = true;
                await(Frames.ACK_LENGTH);
            }
            case Frames.END -> sink.ended();
            default -> throw new IllegalArgumentException(
                    "expected a frame of type 0 to 2 at " + received + ", got " + (type & 0xFF));
        }
    }

    private void readData(ByteBuf bytes) {
        int length = (int) Math.min(dataLeft, bytes.readableBytes());
        if (unwanted > 0) {
            length = (int) Math.min(unwanted, length);
            bytes.skipBytes(length);
            unwanted -= length;
            dataLeft -= length;
            return;
        }
        dataLeft -= length;
        received += length;
        sink.data(bytes, length);
    }
}
