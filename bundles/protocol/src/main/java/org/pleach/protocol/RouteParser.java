package org.pleach.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Parser of the NATS route protocol, both sides of it.
 *
 * <pre>
 *   INFO {json}   CONNECT {json}   PING   PONG   +OK   -ERR text   A+ A-: ignored
 *   RS+ [account] subject [queue weight]
 *   RS- [account] subject [queue]
 *   RMSG [account] subject [reply] size                     HMSG [account] subject [reply] header total
 *   RMSG [account] subject + reply queue... size            HMSG [account] subject + reply queue... header total
 *   RMSG [account] subject | queue... size                  HMSG [account] subject | queue... header total
 * </pre>
 * The account is left out on a route dedicated to one account. A route's control line may be 16 times as long as a
 * client's. LS+, LS- and LMSG come only from peers that were told {@code lnoc} and are refused. (nats-server,
 * server/route.go)
 */
public final class RouteParser extends FrameParser {

    /** How much longer than a client's a route's control line may be. */
    public static final int CONTROL_LINE_FACTOR = 16;

    private static final byte[] RS_PLUS = ascii("RS+");
    private static final byte[] RS_MINUS = ascii("RS-");
    private static final byte[] A_PLUS = ascii("A+");
    private static final byte[] A_MINUS = ascii("A-");
    private static final byte[] RMSG = ascii("RMSG");
    private static final byte[] HMSG = ascii("HMSG");
    private static final byte[] PING = ascii("PING");
    private static final byte[] PONG = ascii("PONG");
    private static final byte[] CONNECT = ascii("CONNECT");
    private static final byte[] INFO = ascii("INFO");
    private static final byte[] OK = ascii("+OK");
    private static final byte[] ERR = ascii("-ERR");

    private static final int RMSG_WORD = 'R' | 'M' << 8 | 'S' << 16 | 'G' << 24;
    private static final int HMSG_WORD = 'H' | 'M' << 8 | 'S' << 16 | 'G' << 24;

    private final RouteHandler handler;
    private final QueueNames queues = new QueueNames(arguments);
    private int subject = 1; // which argument is the subject

    /**
     * @param handler        takes the frames
     * @param allocator      for frames that come in pieces
     * @param maxControlLine see {@link #limits}; a client's limit times {@link #CONTROL_LINE_FACTOR}
     * @param maxPayload     see {@link #limits}
     */
    public RouteParser(RouteHandler handler, ByteBufAllocator allocator, int maxControlLine, int maxPayload) {
        super(allocator, maxControlLine, maxPayload, Integer.MAX_VALUE);
        this.handler = handler;
    }

    /** Whether the route is dedicated to one account, so that lines do not name it; false at first. */
    public void dedicated(boolean dedicated) {
        subject = dedicated ? 0 : 1;
    }

    @Override
    int frame(ByteBuf buf, int at, int end) {
        if (end - at > 8) {
            int word = buf.getIntLE(at);
            if (word == RMSG_WORD && blank(buf.getByte(at + 4))) {
                return message(buf, at, at + 5, end, false);
            }
            if (word == HMSG_WORD && blank(buf.getByte(at + 4))) {
                return message(buf, at, at + 5, end, true);
            }
        }
        return anyFrame(buf, at, end);
    }

    private int anyFrame(ByteBuf buf, int at, int end) {
        int args;
        switch (buf.getByte(at) | 0x20) {
            case 'r':
                return startsWithR(buf, at, end);
            case 'h':
                args = verb(buf, at, end, HMSG, true);
                return args < 0 ? -1 : message(buf, at, args, end, true);
            case 'p':
                return pingOrPong(buf, at, end);
            case 'i':
                args = verb(buf, at, end, INFO, false);
                return args < 0 ? -1 : text(buf, args, end, 'i');
            case 'c':
                args = verb(buf, at, end, CONNECT, false);
                return args < 0 ? -1 : text(buf, args, end, 'c');
            case '-' | 0x20:
                args = verb(buf, at, end, ERR, true);
                return args < 0 ? -1 : text(buf, args, end, '-');
            case '+' | 0x20:
                args = verb(buf, at, end, OK, false);
                return args < 0 ? -1 : scanLine(buf, args, end);
            case 'a':
                args = end - at < 2 ? -1 : verb(buf, at, end, buf.getByte(at + 1) == '+' ? A_PLUS : A_MINUS, true);
                return args < 0 ? -1 : scanLine(buf, args, end);
            default:
                throw unknown(buf, at, end);
        }
    }

    private int startsWithR(ByteBuf buf, int at, int end) {
        if (end - at < 2) {
            return -1;
        }
        if ((buf.getByte(at + 1) | 0x20) == 'm') {
            int args = verb(buf, at, end, RMSG, true);
            return args < 0 ? -1 : message(buf, at, args, end, false);
        }
        boolean plus = end - at > 2 && buf.getByte(at + 2) == '+';
        int args = verb(buf, at, end, plus ? RS_PLUS : RS_MINUS, true);
        if (args < 0) {
            return -1;
        }
        return plus ? subscribe(buf, args, end) : unsubscribe(buf, args, end);
    }

    private int pingOrPong(ByteBuf buf, int at, int end) {
        if (end - at < 2) {
            return -1;
        }
        boolean ping = (buf.getByte(at + 1) | 0x20) == 'i';
        int args = verb(buf, at, end, ping ? PING : PONG, false);
        int next = args < 0 ? -1 : scanLine(buf, args, end);
        if (next >= 0) {
            if (ping) {
                handler.ping();
            } else {
                handler.pong();
            }
        }
        return next;
    }

    private int text(ByteBuf buf, int args, int end, char verb) {
        int next = scanLine(buf, args, end);
        if (next < 0) {
            return -1;
        }
        int index = skipBlanks(buf, args, lineEnd());
        int length = lineEnd() - index;
        switch (verb) {
            case 'i' -> handler.info(buf, index, length);
            case 'c' -> handler.connect(buf, index, length);
            default -> handler.error(buf, index, length);
        }
        return next;
    }

    private int subscribe(ByteBuf buf, int args, int end) {
        int next = scanArguments(buf, args, end);
        if (next < 0) {
            return -1;
        }
        int extra = arguments.count() - subject - 1;
        if (extra != 0 && extra != 2) {
            throw badArguments(buf, "expected RS+ [account] subject [queue weight]");
        }
        boolean queue = extra == 2;
        int weight = queue ? Math.max(1, arguments.size(buf, subject + 2)) : 0;
        handler.subscribe(buf, accountIndex(), accountLength(), arguments.start(subject), arguments.length(subject),
                queue ? arguments.start(subject + 1) : 0, queue ? arguments.length(subject + 1) : 0, weight);
        return next;
    }

    private int unsubscribe(ByteBuf buf, int args, int end) {
        int next = scanArguments(buf, args, end);
        if (next < 0) {
            return -1;
        }
        int extra = arguments.count() - subject - 1;
        if (extra != 0 && extra != 1) {
            throw badArguments(buf, "expected RS- [account] subject [queue]");
        }
        boolean queue = extra == 1;
        handler.unsubscribe(buf, accountIndex(), accountLength(), arguments.start(subject), arguments.length(subject),
                queue ? arguments.start(subject + 1) : 0, queue ? arguments.length(subject + 1) : 0);
        return next;
    }

    private int message(ByteBuf buf, int at, int args, int end, boolean headers) {
        int payload = scanMessageArguments(buf, args, end);
        if (payload < 0) {
            return -1;
        }
        int sizes = headers ? 2 : 1;
        int count = arguments.count();
        int extra = count - subject - 1 - sizes; // arguments between the subject and the sizes
        if (extra < 0) {
            throw badArguments(buf, "expected [account] subject [reply] size");
        }
        int size = payloadSize(buf, count - 1);
        int headerLength = headers ? headerSize(buf, count - 2, size) : -1;
        int next = payload + size + 2;
        if (next > end) {
            return needs(next - at);
        }
        checkPayloadEnd(buf, payload + size);
        int reply = replyArgument(buf, extra);
        int firstQueue = extra < 2 ? 0 : subject + 2 + (reply < 0 ? 0 : 1);
        int queueCount = extra < 2 ? 0 : count - sizes - firstQueue;
        handler.message(buf, accountIndex(), accountLength(), arguments.start(subject), arguments.length(subject),
                reply < 0 ? 0 : arguments.start(reply), reply < 0 ? 0 : arguments.length(reply),
                queues.of(firstQueue, queueCount), headerLength, payload, size);
        return next;
    }

    /** Which argument is the reply subject, or -1 for none. */
    private int replyArgument(ByteBuf buf, int extra) {
        if (extra < 2) {
            return extra == 0 ? -1 : subject + 1;
        }
        byte indicator = arguments.length(subject + 1) == 1 ? buf.getByte(arguments.start(subject + 1)) : 0;
        if (indicator == '+') {
            return subject + 2;
        }
        if (indicator == '|') {
            return -1;
        }
        throw badArguments(buf, "expected + or | behind the subject");
    }

    private int accountIndex() {
        return subject == 0 ? 0 : arguments.start(0);
    }

    private int accountLength() {
        return subject == 0 ? 0 : arguments.length(0);
    }
}
