package org.pleach.embedded;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be closed, the last one added first. */
final class Closing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pleach.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    synchronized void add(AutoCloseable part) {
        parts.push(part);
    }

    /** Closes everything even if a part fails to. Closing twice is harmless. */
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("Closing {} failed", part.getClass().getName(), e);
            }
        }
    }
}
