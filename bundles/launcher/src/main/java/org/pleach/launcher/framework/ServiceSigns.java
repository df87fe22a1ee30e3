package org.pleach.launcher.framework;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;

/** Watches for services that tell by being there how the server is. */
public final class ServiceSigns {

    /** A server that has opened its ports. */
    public static final String READY = "(pleach.ready=*)";

    /** Somebody who says that the server cannot go on. */
    public static final String FATAL = "(pleach.fatal=*)";

    private ServiceSigns() { }

    /** Calls for each service that the filter takes and that is there or comes, on the thread that registers it. */
    public static void watch(BundleContext context, String filter, Runnable told) {
        try {
            context.addServiceListener(event -> {
                if (event.getType() == ServiceEvent.REGISTERED) {
                    told.run();
                }
            }, filter);
            ServiceReference<?>[] there = context.getAllServiceReferences(null, filter);
            if (there != null) {
                told.run();
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(filter, e);
        }
    }
}
