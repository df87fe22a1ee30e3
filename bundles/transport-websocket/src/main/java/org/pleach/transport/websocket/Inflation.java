package org.pleach.transport.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Undoes permessage-deflate (RFC 7692) of one connection, piece by piece: what a message becomes is handed on in pieces of
 * 16 KiB at most, never as a whole, and may not be more than the limit. Holds an inflater only while a message lasts, since
 * no context is kept between messages. For one thread.
 */
final class Inflation implements AutoCloseable {

    private static final int PIECE = 16 * 1024;
    /** What the sender left out at the end of each message. */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final long limit;
    private Inflater inflater;
    private long total;

    /** @param limit bytes a message may become */
    Inflation(long limit) {
        this.limit = limit;
    }

    /**
     * Takes a piece of a compressed message.
     *
     * @param bytes null for an empty one
     * @param last  whether the message ends with it
     * @param to    gets what it becomes; has to release it
     */
    void piece(ByteBufAllocator allocator, ByteBuf bytes, int index, int length, boolean last, Consumer<ByteBuf> to)
            throws FrameException {
        if (inflater == null) {
            inflater = new Inflater(true);
            total = 0;
        }
        try {
            if (length > 0) {
                inflate(allocator, bytes.nioBuffer(index, length), to);
            }
            if (last) {
                inflate(allocator, ByteBuffer.wrap(TAIL), to);
                close();
            }
        } catch (DataFormatException e) {
            close();
            throw new FrameException(CloseStatus.PROTOCOL_ERROR, "compressed message cannot be read: " + e.getMessage());
        }
    }

    private void inflate(ByteBufAllocator allocator, ByteBuffer input, Consumer<ByteBuf> to)
            throws DataFormatException, FrameException {
        inflater.setInput(input);
        boolean more = true;
        while (more) {
            ByteBuf piece = allocator.buffer(PIECE, PIECE);
            int read;
            try {
                ByteBuffer space = piece.internalNioBuffer(0, PIECE);
                read = inflater.inflate(space);
            } catch (DataFormatException e) {
                piece.release();
                throw e;
            }
            total += read;
            if (read == 0 || total > limit) {
                piece.release();
            } else {
                to.accept(piece.writerIndex(read));
            }
            if (total > limit) {
                close();
                throw new FrameException(CloseStatus.TOO_BIG, "message is more than " + limit + " bytes when inflated");
            }
            if (inflater == null) {
                // Whoever got the piece has closed the connection.
                return;
            }
            if (inflater.finished()) {
                inflater.reset();
                inflater.setInput(input);
                more = input.hasRemaining();
            } else {
                more = read > 0;
            }
            if (inflater.needsDictionary()) {
                throw new DataFormatException("it needs a dictionary");
            }
        }
    }

    /** Gives the inflater's memory back; what comes next begins a message. */
    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
            inflater = null;
        }
    }
}
