package org.pleach.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * The server's parser of the NATS client protocol.
 *
 * <pre>
 *   CONNECT {json}                             PUB subject [reply] size          PING
 *   SUB subject [queue] sid                    HPUB subject [reply] header total PONG
 *   UNSUB sid [max]                            INFO, +OK: ignored                -ERR text
 * </pre>
 * Verbs in any case; any number of blanks or tabs between arguments. (nats-server, server/parser.go)
 */
public final class ClientParser extends FrameParser {

    private static final byte[] PUB = ascii("PUB");
    private static final byte[] HPUB = ascii("HPUB");
    private static final byte[] SUB = ascii("SUB");
    private static final byte[] UNSUB = ascii("UNSUB");
    private static final byte[] PING = ascii("PING");
    private static final byte[] PONG = ascii("PONG");
    private static final byte[] CONNECT = ascii("CONNECT");
    private static final byte[] INFO = ascii("INFO");
    private static final byte[] OK = ascii("+OK");
    private static final byte[] ERR = ascii("-ERR");

    private static final int PUB_WORD = 'P' | 'U' << 8 | 'B' << 16 | ' ' << 24;
    private static final int HPUB_WORD = 'H' | 'P' << 8 | 'U' << 16 | 'B' << 24;
    private static final int SUB_WORD = 'S' | 'U' << 8 | 'B' << 16 | ' ' << 24;

    private final ClientHandler handler;
    private boolean connectAwaited;
    private boolean headersTaken;

    /**
     * @param handler        takes the frames
     * @param allocator      for frames that come in pieces
     * @param maxControlLine see {@link #limits}
     * @param maxPayload     see {@link #limits}
     */
    public ClientParser(ClientHandler handler, ByteBufAllocator allocator, int maxControlLine, int maxPayload) {
        super(allocator, maxControlLine, maxPayload, 4);
        this.handler = handler;
    }

    /** While true, everything but CONNECT is {@link ProtocolError#AUTHORIZATION}, at its first byte. */
    public void awaitConnect(boolean awaited) {
        connectAwaited = awaited;
    }

    /** While false, as it is at first, HPUB is {@link ProtocolError#HEADERS_NOT_SUPPORTED}. */
    public void takeHeaders(boolean taken) {
        headersTaken = taken;
    }

    @Override
    int frame(ByteBuf buf, int at, int end) {
        if (end - at > 8 && !connectAwaited) {
            int word = buf.getIntLE(at);
            if (word == PUB_WORD) {
                return publish(buf, at, at + 4, end);
            }
            if (word == HPUB_WORD && blank(buf.getByte(at + 4))) {
                return publishHeaders(buf, at, at + 5, end);
            }
            if (word == SUB_WORD) {
                return subscribe(buf, at + 4, end);
            }
        }
        return anyFrame(buf, at, end);
    }

    private int anyFrame(ByteBuf buf, int at, int end) {
        int first = buf.getByte(at) | 0x20;
        if (connectAwaited && first != 'c') {
            throw fail(ProtocolError.AUTHORIZATION, "expected CONNECT first");
        }
        int args;
        switch (first) {
            case 'p':
                return startsWithP(buf, at, end);
            case 'h':
                args = verb(buf, at, end, HPUB, true);
                return args < 0 ? -1 : publishHeaders(buf, at, args, end);
            case 's':
                args = verb(buf, at, end, SUB, true);
                return args < 0 ? -1 : subscribe(buf, args, end);
            case 'u':
                args = verb(buf, at, end, UNSUB, true);
                return args < 0 ? -1 : unsubscribe(buf, args, end);
            case 'c':
                args = verb(buf, at, end, CONNECT, false);
                return args < 0 ? -1 : connect(buf, args, end);
            case 'i':
                args = verb(buf, at, end, INFO, false);
                return args < 0 ? -1 : scanLine(buf, args, end);
            case '+' | 0x20:
                args = verb(buf, at, end, OK, false);
                return args < 0 ? -1 : scanLine(buf, args, end);
            case '-' | 0x20:
                args = verb(buf, at, end, ERR, true);
                return args < 0 ? -1 : error(buf, args, end);
            default:
                throw unknown(buf, at, end);
        }
    }

    private int startsWithP(ByteBuf buf, int at, int end) {
        if (end - at < 2) {
            return -1;
        }
        int second = buf.getByte(at + 1) | 0x20;
        if (second == 'u') {
            int args = verb(buf, at, end, PUB, true);
            return args < 0 ? -1 : publish(buf, at, args, end);
        }
        int args = verb(buf, at, end, second == 'i' ? PING : PONG, false);
        int next = args < 0 ? -1 : scanLine(buf, args, end);
        if (next >= 0) {
            if (second == 'i') {
                handler.ping();
            } else {
                handler.pong();
            }
        }
        return next;
    }

    private int publish(ByteBuf buf, int at, int args, int end) {
        int payload = scanMessageArguments(buf, args, end);
        if (payload < 0) {
            return -1;
        }
        int count = arguments.count();
        if (count != 2 && count != 3) {
            throw badArguments(buf, "expected PUB subject [reply] size");
        }
        int size = payloadSize(buf, count - 1);
        int next = payload + size + 2;
        if (next > end) {
            return needs(next - at);
        }
        checkPayloadEnd(buf, payload + size);
        boolean reply = count == 3;
        handler.publish(buf, arguments.start(0), arguments.length(0),
                reply ? arguments.start(1) : 0, reply ? arguments.length(1) : 0, -1, payload, size);
        return next;
    }

    private int publishHeaders(ByteBuf buf, int at, int args, int end) {
        int payload = scanMessageArguments(buf, args, end);
        if (payload < 0) {
            return -1;
        }
        if (!headersTaken) {
            throw fail(ProtocolError.HEADERS_NOT_SUPPORTED, "message headers not supported");
        }
        int count = arguments.count();
        if (count != 3 && count != 4) {
            throw badArguments(buf, "expected HPUB subject [reply] header-length total-length");
        }
        int size = payloadSize(buf, count - 1);
        int headers = headerSize(buf, count - 2, size);
        int next = payload + size + 2;
        if (next > end) {
            return needs(next - at);
        }
        checkPayloadEnd(buf, payload + size);
        boolean reply = count == 4;
        handler.publish(buf, arguments.start(0), arguments.length(0),
                reply ? arguments.start(1) : 0, reply ? arguments.length(1) : 0, headers, payload, size);
        return next;
    }

    private int subscribe(ByteBuf buf, int args, int end) {
        int next = scanArguments(buf, args, end);
        if (next < 0) {
            return -1;
        }
        int count = arguments.count();
        if (count != 2 && count != 3) {
            throw badArguments(buf, "expected SUB subject [queue] sid");
        }
        boolean queue = count == 3;
        handler.subscribe(buf, arguments.start(0), arguments.length(0),
                queue ? arguments.start(1) : 0, queue ? arguments.length(1) : 0,
                arguments.start(count - 1), arguments.length(count - 1));
        return next;
    }

    private int unsubscribe(ByteBuf buf, int args, int end) {
        int next = scanArguments(buf, args, end);
        if (next < 0) {
            return -1;
        }
        int count = arguments.count();
        if (count != 1 && count != 2) {
            throw badArguments(buf, "expected UNSUB sid [max]");
        }
        int max = count == 2 ? Math.max(0, arguments.size(buf, 1)) : 0;
        handler.unsubscribe(buf, arguments.start(0), arguments.length(0), max);
        return next;
    }

    private int connect(ByteBuf buf, int args, int end) {
        int next = scanLine(buf, args, end);
        if (next >= 0) {
            int text = skipBlanks(buf, args, lineEnd());
            handler.connect(buf, text, lineEnd() - text);
        }
        return next;
    }

    private int error(ByteBuf buf, int args, int end) {
        int next = scanLine(buf, args, end);
        if (next >= 0) {
            int text = skipBlanks(buf, args, lineEnd());
            handler.error(buf, text, lineEnd() - text);
        }
        return next;
    }
}
