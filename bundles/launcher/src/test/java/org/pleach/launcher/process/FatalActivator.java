package org.pleach.launcher.process;

import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Says that the server cannot go on. */
public final class FatalActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        context.registerService(Object.class, this, new Hashtable<>(Map.of("pleach.fatal", "port in use")));
    }

    @Override
    public void stop(BundleContext context) { }
}
