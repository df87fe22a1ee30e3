package org.pleach.config.osgi;

import com.typesafe.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.pleach.config.ConfigLoader;
import org.pleach.config.ConfigProblem;
import org.pleach.config.ConfigRefusedException;
import org.pleach.config.PleachConfig;
import org.pleach.config.Reload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the file named by the framework property {@code pleach.config.file}, under the settings of
 * {@code pleach.config.overrides}, and again when it changes. With neither property it publishes nothing: then the
 * configurations are somebody else's, such as Karaf's.
 *
 * <p>When this stops, what was published stays, so that the server goes on while this bundle is updated.
 *
 * <p>Services {@code Consumer} with the property {@code pleach.config=listener} are told the broker's section each time it
 * was read. As a {@code Runnable} with {@code pleach.signal=HUP} this is run when that signal comes.
 */
@Component(service = {Reload.class, Runnable.class}, immediate = true, property = "pleach.signal=HUP")
public final class ConfigPublisher implements Reload, Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigPublisher.class);
    private static final String FILE = "pleach.config.file";
    private static final String OVERRIDES = "pleach.config.overrides";
    private static final String STRICT = "pleach.config.strict";
    private static final String WATCH_MILLIS = "pleach.config.watch.millis";
    private static final long DEFAULT_WATCH_MILLIS = 1000;

    private final Path file;
    private final String overrides;
    private final boolean strict;
    private final long watchMillis;
    private final Publication publication;
    private final List<Consumer<Map<String, Object>>> listeners = new CopyOnWriteArrayList<>();
    private final FileChanges changes = new FileChanges();
    private volatile Map<String, Object> broker;
    private List<Path> certificateFiles = List.of();
    private ScheduledExecutorService watcher;

    /** Made by Declarative Services. */
    @Activate
    public ConfigPublisher(BundleContext context, @Reference ConfigurationAdmin admin) {
        String name = context.getProperty(FILE);
        file = name == null || name.isBlank() ? null : Path.of(name);
        overrides = context.getProperty(OVERRIDES);
        strict = Boolean.parseBoolean(context.getProperty(STRICT));
        String millis = context.getProperty(WATCH_MILLIS);
        watchMillis = millis == null ? DEFAULT_WATCH_MILLIS : Long.parseLong(millis);
        publication = new Publication(admin);
    }

    /** A listener comes: it is told at once if there is something to tell. */
    @Reference(service = Consumer.class, target = "(pleach.config=listener)",
            cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(Consumer<Map<String, Object>> listener) {
        listeners.add(listener);
        Map<String, Object> known = broker;
        if (known != null) {
            listener.accept(known);
        }
    }

    /** A listener goes. */
    void removeListener(Consumer<Map<String, Object>> listener) {
        listeners.remove(listener);
    }

    /** Publishes for the first time and starts to watch. */
    @Activate
    void start() {
        if (file == null && overrides == null) {
            return;
        }
        try {
            for (ConfigProblem warning : read().warnings()) {
                LOG.warn("{}", warning);
            }
        } catch (ConfigRefusedException e) {
            LOG.error("Configuration refused: {}", e.getMessage());
        }
        if (file != null && watchMillis > 0) {
            watcher = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "pleach-config-watch");
                thread.setDaemon(true);
                return thread;
            });
            watcher.scheduleWithFixedDelay(this::reloadIfChanged, watchMillis, watchMillis, TimeUnit.MILLISECONDS);
        }
    }

    /** Stops to watch; what was published stays. */
    @Deactivate
    void stop() {
        if (watcher != null) {
            watcher.shutdownNow();
        }
    }

    @Override
    public synchronized List<String> reload() throws ConfigRefusedException {
        if (file == null) {
            throw new IllegalStateException("expected a configuration file to reload, but the server was started without one");
        }
        Published result = read();
        result.warnings().forEach(warning -> LOG.warn("{}", warning));
        result.changes().forEach(change -> LOG.info("Reloaded: {}", change));
        LOG.info("Reloaded server configuration");
        return result.changes();
    }

    @Override
    public void run() {
        try {
            reload();
        } catch (ConfigRefusedException | IllegalStateException e) {
            LOG.error("Failed to reload server configuration: {}", e.getMessage());
        }
    }

    private void reloadIfChanged() {
        boolean changed;
        synchronized (this) {
            changed = changes.changed();
        }
        if (changed) {
            LOG.debug("Configuration file changed: {}", file);
            run();
        }
    }

    private record Published(List<ConfigProblem> warnings, List<String> changes) { }

    private synchronized Published read() throws ConfigRefusedException {
        ConfigLoader loader = new ConfigLoader(file).overrides(overrides == null ? "" : overrides).strict(strict);
        changes.aboutToRead(file == null ? List.of() : List.of(file.toAbsolutePath().normalize()));
        List<Path> certificates = certificateFiles;
        try {
            PleachConfig config = loader.load();
            certificates = config.certificateFiles();
            Map<String, Config> sections = config.sections();
            Map<String, Map<String, Object>> now = Publication.flat(sections);
            broker = now.get(PleachConfig.BROKER_PID);
            listeners.forEach(listener -> listener.accept(broker));
            return new Published(config.warnings(), Changes.between(publication.publish(sections), now));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot store the configuration", e);
        } finally {
            certificateFiles = certificates;
            List<Path> watched = new ArrayList<>(loader.files());
            watched.addAll(certificates);
            changes.watch(watched);
        }
    }
}
