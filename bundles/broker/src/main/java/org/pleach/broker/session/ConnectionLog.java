package org.pleach.broker.session;

import org.pleach.protocol.ConnectOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what happens to one connection, each line beginning as nats-server's do:
 * {@code 127.0.0.1:51226 - cid:5 - "v1.2:java:name" - "$G/user:ann" - }.
 */
final class ConnectionLog {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLog.class);

    private final String address;
    private String prefix;

    ConnectionLog(String remote, long id) {
        address = remote + " - cid:" + id;
        prefix = address;
    }

    /** Adds what the client calls itself and who it is. */
    void identified(ConnectOptions options, String account, String user) {
        StringBuilder client = new StringBuilder();
        if (!options.version().isEmpty()) {
            client.append('v').append(options.version());
        }
        append(client, options.lang());
        append(client, options.name());
        prefix = address + (client.isEmpty() ? "" : " - \"" + printable(client.toString()) + '"')
                + (user == null ? "" : " - \"" + printable(account + (user.equals(options.nkey()) ? "/nkey:" : "/user:") + user) + '"');
    }

    String prefix() {
        return prefix;
    }

    private static void append(StringBuilder text, String part) {
        if (!part.isEmpty()) {
            text.append(text.isEmpty() ? "" : ":").append(part);
        }
    }

    /** The peer chose it: it must not write lines of its own into the log. */
    private static String printable(String text) {
        return text.codePoints().map(c -> Character.isISOControl(c) || c == '"' ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    void authenticationError(ConnectOptions options) {
        String shown = !options.nkey().isEmpty() ? " - Nkey \"" + printable(options.nkey()) + '"'
                : !options.user().isEmpty() ? " - User \"" + printable(options.user()) + '"' : "";
        error("authentication error" + shown);
    }

    void debug(String message) {
        LOG.debug("{} - {}", prefix, message);
    }

    void debug(String message, Object detail) {
        if (LOG.isDebugEnabled()) {
            LOG.debug(prefix + " - " + message, detail);
        }
    }

    void info(String message) {
        LOG.info("{} - {}", prefix, message);
    }

    void error(String message) {
        LOG.error("{} - {}", prefix, message);
    }

    void error(String message, Throwable cause) {
        LOG.error(prefix + " - " + message, cause);
    }

    void in(String operation) {
        LOG.trace("{} - <<- {}", prefix, operation);
    }

    void out(String operation) {
        LOG.trace("{} - ->> {}", prefix, operation);
    }
}
