package org.pleach.launcher.framework;

import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;

/** Watches for services that tell by a property how the server is: {@code pleach.ready}, {@code pleach.fatal}. */
public final class ServiceSigns {

    private ServiceSigns() { }

    /** Calls once per service that has the property, now or later, with its value. */
    public static void watch(BundleContext context, String property, Consumer<Object> told) {
        String filter = '(' + property + "=*)";
        try {
            context.addServiceListener(event -> {
                if (event.getType() == ServiceEvent.REGISTERED) {
                    told.accept(event.getServiceReference().getProperty(property));
                }
            }, filter);
            ServiceReference<?>[] there = context.getAllServiceReferences(null, filter);
            for (ServiceReference<?> reference : there == null ? new ServiceReference<?>[0] : there) {
                told.accept(reference.getProperty(property));
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(property, e);
        }
    }
}
