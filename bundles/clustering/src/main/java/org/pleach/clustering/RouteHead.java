package org.pleach.clustering;

import org.pleach.broker.Account;
import org.pleach.broker.Message;
import org.pleach.broker.QueueGroups;
import org.pleach.protocol.Decimal;

/**
 * Writes the line that goes before a message to a route.
 *
 * <pre>
 *   RMSG account subject [reply] total CR LF              for plain subscriptions only
 *   RMSG account subject + reply queue... total CR LF     for queue groups too, with a reply subject
 *   RMSG account subject | queue... total CR LF           for queue groups too, without one
 * </pre>
 * HMSG has the headers' length before the total. (nats-server, server/client.go)
 */
final class RouteHead {

    /** What is there besides names at most. */
    private static final int FIXED = 40;

    private RouteHead() { }

    /** Bytes {@link #put} writes at most. */
    static int bound(Account account, Message message, QueueGroups groups) {
        return account.nameBytes().length + message.subjectLength() + message.replyLength() + groups.encodedLength()
                + FIXED;
    }

    /** Writes the line to {@code line} from 0 on; returns its length. */
    static int put(byte[] line, Account account, Message message, QueueGroups groups) {
        boolean headers = message.headersLength() > 0;
        line[0] = (byte) (headers ? 'H' : 'R');
        line[1] = 'M';
        line[2] = 'S';
        line[3] = 'G';
        line[4] = ' ';
        byte[] name = account.nameBytes();
        System.arraycopy(name, 0, line, 5, name.length);
        int at = 5 + name.length;
        line[at++] = ' ';
        at = message.putSubject(line, at);
        line[at++] = ' ';
        boolean reply = message.replyLength() > 0;
        if (!groups.isEmpty()) {
            line[at++] = (byte) (reply ? '+' : '|');
            line[at++] = ' ';
        }
        if (reply) {
            at = message.putReply(line, at);
            line[at++] = ' ';
        }
        at = groups.put(line, at);
        if (headers) {
            at = Decimal.put(line, at, message.headersLength());
            line[at++] = ' ';
        }
        at = Decimal.put(line, at, message.bodyLength());
        line[at++] = '\r';
        line[at++] = '\n';
        return at;
    }
}
