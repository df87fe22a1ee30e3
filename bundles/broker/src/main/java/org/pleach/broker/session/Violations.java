package org.pleach.broker.session;

import java.nio.charset.StandardCharsets;
import org.pleach.broker.BrokerCounter;
import org.pleach.counters.Counters;

/** Tells a client, and the log, that it did what it may not: in nats-server's words. */
final class Violations {

    private final ClientSession session;
    private final Counters<BrokerCounter> counters;

    Violations(ClientSession session, Counters<BrokerCounter> counters) {
        this.session = session;
        this.counters = counters;
    }

    void publish(byte[] names, int length) {
        String subject = quoted(names, 0, length);
        counters.increment(BrokerCounter.PUBLISH_VIOLATIONS);
        session.error("Permissions Violation for Publish to " + subject);
        session.log().error("Publish Violation - Subject " + subject);
    }

    void reply(byte[] names, int index, int length) {
        String reply = quoted(names, index, length);
        counters.increment(BrokerCounter.PUBLISH_VIOLATIONS);
        session.error("Permissions Violation for Publish with Reply of " + reply);
        session.log().error("Publish Violation - Reply " + reply);
    }

    /** @param queue the queue group or null */
    void subscribe(byte[] subject, byte[] queue, byte[] sid) {
        String shown = quoted(subject);
        String group = queue == null ? "" : quoted(queue);
        counters.increment(BrokerCounter.SUBSCRIBE_VIOLATIONS);
        session.error("Permissions Violation for Subscription to " + shown + (queue == null ? "" : " using queue " + group));
        session.log().error("Subscription Violation - Subject " + shown + (queue == null ? "" : ", Queue: " + group)
                + ", SID " + new String(sid, StandardCharsets.UTF_8));
    }

    /** A subscription was taken away because its client may not have it any more. */
    void removed(byte[] subject, byte[] queue, byte[] sid) {
        String which = quoted(subject) + (queue == null ? "" : " using queue " + quoted(queue)) + " (sid " + quoted(sid) + ')';
        counters.increment(BrokerCounter.SUBSCRIBE_VIOLATIONS);
        session.error("Permissions Violation for Subscription to " + which);
        session.log().info("Removed sub " + which + " - not authorized");
    }

    private static String quoted(byte[] text) {
        return quoted(text, 0, text.length);
    }

    /** In quotes, as Go's %q prints it: no line of it can be taken for another. */
    private static String quoted(byte[] text, int index, int length) {
        StringBuilder shown = new StringBuilder(length + 2).append('"');
        new String(text, index, length, StandardCharsets.UTF_8).codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                shown.append('\\').append((char) c);
            } else if (c < ' ' || c == 0x7F) {
                shown.append(String.format("\\x%02x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.append('"').toString();
    }
}
