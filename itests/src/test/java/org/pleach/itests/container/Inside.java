package org.pleach.itests.container;

import java.util.Arrays;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** The framework, seen by a test that runs in it. */
public final class Inside {

    private Inside() { }

    /** The context of the bundle that the test is in. */
    public static BundleContext context() {
        Bundle bundle = FrameworkUtil.getBundle(Inside.class);
        if (bundle == null) {
            throw new IllegalStateException("not inside a framework: a test's fields must not need one");
        }
        return bundle.getBundleContext();
    }

    /** The highest-ranked service of that type, which must be there. */
    public static <S> S service(Class<S> type) {
        ServiceReference<S> reference = context().getServiceReference(type);
        if (reference == null) {
            throw new AssertionError("no service " + type.getName());
        }
        return context().getService(reference);
    }

    /** The bundle of that name, which must be there. */
    public static Bundle bundle(String symbolicName) {
        return Arrays.stream(context().getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no bundle " + symbolicName));
    }
}
