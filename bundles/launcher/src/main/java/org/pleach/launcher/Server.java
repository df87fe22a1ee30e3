package org.pleach.launcher;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pleach.config.PleachConfig;
import org.pleach.launcher.framework.EmbeddedFramework;
import org.pleach.launcher.framework.Home;
import org.pleach.launcher.framework.ServiceSigns;
import org.pleach.launcher.framework.StartFailure;
import org.pleach.launcher.log.Log;
import org.pleach.launcher.log.LogOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

/** A server from its start to its end. */
final class Server {

    private static final long LONGEST_STOP_MILLIS = TimeUnit.SECONDS.toMillis(30);
    private static final int FAILED = 1;
    /** For those who make an archive of the classes that a start needs (class data sharing). */
    private static final String STOP_WHEN_READY = "pleach.stop.when.ready";

    private final PleachConfig config;
    private final String overrides;
    private final boolean strict;
    private final boolean console;
    private final PrintStream err;
    private final AtomicBoolean failed = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private Logger logger;
    private Log log;

    Server(PleachConfig config, String overrides, boolean strict, boolean console, PrintStream err) {
        this.config = config;
        this.overrides = overrides;
        this.strict = strict;
        this.console = console;
        this.err = err;
    }

    /** Runs until the server has ended; returns the exit code. */
    int run() {
        LogOptions options = LogOptions.from(config.config());
        try {
            if (options.file() != null) {
                Log.checkWritable(options.file());
            }
        } catch (IOException e) {
            err.println("pleach: error opening log file " + options.file() + ": " + e);
            return FAILED;
        }
        log = Log.ofProcess();
        log.apply(options);
        logger = LoggerFactory.getLogger(Server.class);
        try (PidFile pid = pidFile()) {
            return runFramework();
        } catch (IOException e) {
            err.println("pleach: could not write or remove the PID file: " + e);
            return FAILED;
        }
    }

    private PidFile pidFile() throws IOException {
        Config all = config.config().withFallback(
                ConfigFactory.parseResources(Server.class.getClassLoader(), "reference.conf"));
        String name = all.getString("pid_file");
        return name.isEmpty() ? null : PidFile.write(name);
    }

    private int runFramework() {
        try {
            EmbeddedFramework framework = new EmbeddedFramework(Home.find(),
                    new EmbeddedFramework.Inputs(properties(), console, log));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAtExit(framework), "pleach-exit"));
            handleSignals(framework);
            framework.start();
            ServiceSigns.watch(framework.context(), ServiceSigns.READY, () -> ready(framework));
            ServiceSigns.watch(framework.context(), ServiceSigns.FATAL, () -> {
                failed.set(true);
                framework.stop();
            });
            return await(framework);
        } catch (IOException | StartFailure e) {
            logger.error(MarkerFactory.getMarker("FATAL"), "{}", e.getMessage());
            logger.debug("Start failed", e);
            return FAILED;
        } finally {
            ended.countDown();
        }
    }

    private void ready(EmbeddedFramework framework) {
        if (logger.isDebugEnabled()) {
            logger.debug("Ready {} ms after start",
                    System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime());
        }
        if (Boolean.getBoolean(STOP_WHEN_READY)) {
            framework.stop();
        }
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("pleach.config.file", config.file() == null ? null : config.file());
        properties.put("pleach.config.digest", config.digest());
        properties.put("pleach.config.overrides", overrides);
        properties.put("pleach.config.strict", strict);
        properties.put("pleach.version", Version.ofThis());
        return properties;
    }

    private void handleSignals(EmbeddedFramework framework) {
        Signals.on("INT", name -> stopOn("interrupt", framework));
        Signals.on("TERM", name -> stopOn("terminated", framework));
        Signals.on("HUP", name -> runOn("hangup", name, framework));
        Signals.on("USR1", name -> {
            trapped("user defined signal 1");
            log.reopen();
        });
        Signals.on("USR2", name -> runOn("user defined signal 2", name, framework));
    }

    private void trapped(String description) {
        logger.info("Trapped \"{}\" signal", description);
    }

    private void stopOn(String description, EmbeddedFramework framework) {
        trapped(description);
        Thread watch = new Thread(this::haltIfStuck, "pleach-stop-watch");
        watch.setDaemon(true);
        watch.start();
        framework.stop();
    }

    private void haltIfStuck() {
        try {
            if (!ended.await(LONGEST_STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                logger.error("Not stopped after {} ms, giving up", LONGEST_STOP_MILLIS);
                Runtime.getRuntime().halt(FAILED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOn(String description, String name, EmbeddedFramework framework) {
        trapped(description);
        if (!framework.runFor(name)) {
            logger.warn("Nothing here answers to SIG{}", name);
        }
    }

    private int await(EmbeddedFramework framework) {
        try {
            framework.awaitStop(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed.set(true);
        }
        return failed.get() ? FAILED : 0;
    }

    /** For those who call System.exit, and for signals where the JVM lets nobody take them. */
    private void stopAtExit(EmbeddedFramework framework) {
        try {
            if (ended.getCount() > 0) {
                framework.stop();
                ended.await(LONGEST_STOP_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
