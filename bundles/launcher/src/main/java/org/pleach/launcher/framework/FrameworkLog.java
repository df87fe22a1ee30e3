package org.pleach.launcher.framework;

import org.apache.felix.framework.Logger;
import org.slf4j.LoggerFactory;

/** What the framework itself has to say, to SLF4J. */
final class FrameworkLog extends Logger {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("org.apache.felix.framework");

    FrameworkLog() {
        setLogLevel(LOG_WARNING);
    }

    @Override
    protected void doLog(int level, String message, Throwable throwable) {
        // The message has the reason in it; the stack trace is the framework's own.
        Throwable shown = LOG.isDebugEnabled() ? throwable : null;
        switch (level) {
            case LOG_ERROR -> LOG.error(message, shown);
            case LOG_WARNING -> LOG.warn(message, shown);
            case LOG_INFO -> LOG.info(message, shown);
            default -> LOG.debug(message, shown);
        }
    }
}
