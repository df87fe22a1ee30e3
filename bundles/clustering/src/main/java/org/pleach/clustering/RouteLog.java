package org.pleach.clustering;

import org.pleach.transport.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what happens to one route, each line beginning as nats-server's do: {@code 127.0.0.1:6222 - rid:5 - }. */
final class RouteLog {

    private static final Logger LOG = LoggerFactory.getLogger(RouteLog.class);

    private final String prefix;

    RouteLog(Endpoint remote, long id) {
        prefix = remote.withScheme("").url() + " - rid:" + id + " - ";
    }

    /** What a peer chose must not write lines of its own into the log. */
    static String printable(String text) {
        return text.codePoints().limit(256).map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    void debug(String message) {
        if (LOG.isDebugEnabled()) {
            LOG.debug(prefix + message);
        }
    }

    void info(String message) {
        LOG.info(prefix + message);
    }

    void error(String message) {
        LOG.error(prefix + message);
    }

    void error(String message, Throwable cause) {
        LOG.error(prefix + message, cause);
    }
}
