package org.pleach.itests.container;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;

/** The framework, seen by a test that runs in it. */
public final class Inside {

    /** How long anything may take here. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

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

    /** The service of that type, waited for. */
    public static <S> S awaitService(Class<S> type) {
        await().atMost(PATIENCE).until(() -> context().getServiceReference(type) != null);
        return service(type);
    }

    /** Makes or replaces a configuration, as Karaf's {@code config:edit} and {@code config:update} do. */
    public static void configure(String pid, Map<String, Object> properties) throws IOException {
        service(ConfigurationAdmin.class).getConfiguration(pid, null).update(new Hashtable<>(properties));
    }

    /** Deletes a configuration. */
    public static void unconfigure(String pid) throws IOException {
        service(ConfigurationAdmin.class).getConfiguration(pid, null).delete();
    }

    /** The folder that FileInstall watches. */
    public static Path deploy() {
        return Path.of(context().getProperty("felix.fileinstall.dir"));
    }

    /** The bundle of that name, which must be there. */
    public static Bundle bundle(String symbolicName) {
        return Arrays.stream(context().getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no bundle " + symbolicName));
    }
}
