package org.pleach.launcher.framework;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.log.LogService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An OSGi framework with the bundles of a distribution. Safe to use from any thread once it was started. */
public final class EmbeddedFramework {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFramework.class);
    private static final long GIVE_UP_MILLIS = 10_000;
    private static final int RUNNABLE_STATES = Bundle.ACTIVE | Bundle.STARTING;

    private final Framework framework;
    private final CacheFolder cache;
    private final List<BundleFolders.Entry> bundles;
    private final Inputs inputs;
    private final List<Throwable> errors = new ArrayList<>();

    /**
     * Prepares a framework for the bundles of a distribution.
     *
     * @param home   the distribution
     * @param inputs what is handed into the framework
     */
    public EmbeddedFramework(Home home, Inputs inputs) throws StartFailure {
        this.inputs = inputs;
        List<Path> folders = new ArrayList<>(List.of(home.folder().resolve("bundles")));
        if (inputs.console()) {
            folders.add(home.folder().resolve("console"));
        }
        try {
            bundles = BundleFolders.list(folders);
            cache = CacheFolder.in(Path.of(System.getProperty("pleach.cache", System.getProperty("java.io.tmpdir"))));
        } catch (IOException e) {
            throw new StartFailure("cannot prepare the framework: " + e, e);
        }
        int level = bundles.stream().mapToInt(BundleFolders.Entry::level).max().orElse(1);
        FrameworkProperties properties = new FrameworkProperties(home, cache.path(), level);
        inputs.properties().forEach(properties::with);
        framework = new Felix(properties.build());
    }

    /**
     * What is handed into the framework.
     *
     * @param properties framework properties beside those of the framework itself; null values are left out
     * @param console    whether to install the bundles of {@code console/} too
     * @param listener   told the broker's section of the configuration when it is read
     */
    public record Inputs(Map<String, Object> properties, boolean console, Consumer<Map<String, Object>> listener) { }

    /** Installs and starts every bundle; returns when the last start level is reached. If that fails, all is stopped. */
    public void start() throws StartFailure {
        try {
            framework.init();
            BundleContext context = framework.getBundleContext();
            context.addFrameworkListener(this::note);
            context.registerService(LogService.class, new OsgiLogService(), null);
            Hashtable<String, Object> listens = new Hashtable<>(Map.of("pleach.config", "listener"));
            context.registerService(Consumer.class, inputs.listener(), listens);
            List<Bundle> installed = install(context);
            framework.start();
            check(installed);
        } catch (BundleException e) {
            giveUp();
            throw new StartFailure("cannot start the framework: " + e.getMessage(), e);
        } catch (StartFailure e) {
            giveUp();
            throw e;
        }
    }

    private void giveUp() {
        stop();
        try {
            awaitStop(GIVE_UP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Bundle> install(BundleContext context) throws StartFailure {
        List<Bundle> installed = new ArrayList<>(bundles.size());
        for (BundleFolders.Entry entry : bundles) {
            try {
                Bundle bundle = context.installBundle("reference:" + entry.jar().toUri());
                bundle.adapt(BundleStartLevel.class).setStartLevel(entry.level());
                installed.add(bundle);
                if (!isFragment(bundle)) {
                    bundle.start(Bundle.START_ACTIVATION_POLICY);
                }
            } catch (BundleException e) {
                throw new StartFailure("cannot install " + entry.jar() + ": " + e.getMessage(), e);
            }
        }
        return installed;
    }

    private static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
    }

    private synchronized void note(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            errors.add(event.getThrowable());
        }
    }

    private synchronized void check(List<Bundle> installed) throws StartFailure {
        List<String> idle = installed.stream().filter(bundle -> !isFragment(bundle))
                .filter(bundle -> (bundle.getState() & RUNNABLE_STATES) == 0).map(Bundle::getSymbolicName).toList();
        if (!idle.isEmpty()) {
            throw new StartFailure("bundles that did not start: " + String.join(", ", idle) + rootCause(), null);
        }
    }

    /** What the first failure comes from; the framework has logged the others, but not what an activator threw. */
    private String rootCause() {
        Throwable cause = errors.isEmpty() ? null : errors.get(0);
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == null ? "" : " (" + cause + ')';
    }

    /** The framework's own context, for watching services. */
    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Runs the services that are there for a signal; returns whether there was one. */
    public boolean runFor(String signal) {
        BundleContext context = framework.getBundleContext();
        if (context == null) {
            return false;
        }
        try {
            boolean ran = false;
            // All of them: whatever else they are registered as may be a class that is on the launcher's class path too.
            ServiceReference<?>[] found = context.getAllServiceReferences(Runnable.class.getName(),
                    "(pleach.signal=" + signal + ')');
            for (ServiceReference<?> reference : found == null ? new ServiceReference<?>[0] : found) {
                if (context.getService(reference) instanceof Runnable task) {
                    task.run();
                    ran = true;
                }
                context.ungetService(reference);
            }
            return ran;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Begins to stop; harmless if it has stopped. */
    public void stop() {
        try {
            framework.stop();
        } catch (BundleException e) {
            LOG.error("Cannot stop the framework", e);
        }
    }

    /** Waits until all has stopped and removes what was stored; returns false if that takes longer than it may. */
    public boolean awaitStop(long timeoutMillis) throws InterruptedException {
        boolean stopped = framework.waitForStop(timeoutMillis).getType() != FrameworkEvent.WAIT_TIMEDOUT;
        try {
            cache.close();
        } catch (IOException e) {
            LOG.debug("Cannot remove {}", cache.path(), e);
        }
        return stopped;
    }
}
