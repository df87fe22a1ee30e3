package org.pleach.launcher.process;

import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs that it starts and stops, and offers to be run on SIGUSR2. */
public final class LoggingActivator implements BundleActivator {

    private static final Logger LOG = LoggerFactory.getLogger(LoggingActivator.class);

    @Override
    public void start(BundleContext context) {
        context.registerService(Runnable.class, () -> LOG.info("Lame duck"), new Hashtable<>(Map.of("pleach.signal", "USR2")));
        context.registerService(Object.class, this, new Hashtable<>(Map.of("pleach.ready", "true")));
        LOG.debug("Debugging");
        LOG.info("Server is ready");
    }

    @Override
    public void stop(BundleContext context) {
        LOG.info("Server Exiting..");
    }
}
