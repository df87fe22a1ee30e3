package org.pleach.sandbox.net;

import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what an event loop is asked to do when something closes: not for ever, because the loop may have died. */
public final class BoundedWait {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedWait.class);
    private static final int PATIENCE_SECONDS = 5;

    private BoundedWait() { }

    /** Returns when {@code future} is done, or after 5 s with a warning; not on an event loop. */
    public static void await(String what, Future<?> future) {
        if (!future.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("{} did not close within {} s: did its event loop end?", what, PATIENCE_SECONDS);
        }
    }
}
