package org.pleach.itests.policy;

import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.pleach.path.Path;
import org.pleach.path.PathPolicy;

/** Orders paths by fingerprint, upwards or downwards as a header of its bundle says; registers itself. */
public final class FingerprintOrder implements PathPolicy, BundleActivator {

    /** The policy's name. */
    public static final String NAME = "fingerprint";

    /** The header: {@code up} or {@code down}. */
    static final String DIRECTION = "Test-Direction";

    private volatile Comparator<Path> order;

    @Override
    public void start(BundleContext context) {
        Comparator<Path> upwards = Comparator.comparing(Path::fingerprint);
        order = "down".equals(context.getBundle().getHeaders().get(DIRECTION)) ? upwards.reversed() : upwards;
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(PathPolicy.NAME, NAME);
        context.registerService(PathPolicy.class, this, properties);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework unregisters the service.
    }

    @Override
    public <P extends Path> List<P> apply(List<P> paths) {
        return paths.stream().sorted(order).toList();
    }
}
