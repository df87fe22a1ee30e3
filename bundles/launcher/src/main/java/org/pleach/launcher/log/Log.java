package org.pleach.launcher.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Where and what is logged; can be changed while messages are logged. As a listener of the configuration it follows
 * {@code debug}, {@code trace}, {@code log_file}, {@code logtime} and {@code logtime_utc}.
 */
public final class Log implements Consumer<Map<String, Object>> {

    /** Libraries whose debugging messages are not about the server. */
    private static final List<String> QUIET = List.of("io.netty", "org.apache.felix", "org.osgi", "com.typesafe");
    private static final String OUTPUT = "pleach";

    private final LoggerContext context;
    private LogOptions current;

    Log(LoggerContext context) {
        this.context = context;
    }

    /** The log of this process. */
    public static Log ofProcess() {
        return new Log((LoggerContext) LoggerFactory.getILoggerFactory());
    }

    /** Checks that a log file can be written, and says why not if it cannot. */
    public static void checkWritable(String file) throws IOException {
        try {
            Files.newOutputStream(Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
        } catch (InvalidPathException e) {
            throw new IOException(e);
        }
    }

    /** Logs this way from now on. A file that cannot be written is told of, and the log stays where it was. */
    public synchronized void apply(LogOptions options) {
        LogOptions usable = options;
        if (current != null && options.file() != null && !options.file().equals(current.file())) {
            try {
                checkWritable(options.file());
            } catch (IOException e) {
                logger().error("Error opening log file: {}", e.toString());
                usable = new LogOptions(current.file(), options.debug(), options.trace(), options.time(), options.utc());
            }
        }
        levels(usable);
        if (current == null || !sameOutput(current, usable)) {
            output(usable);
        }
        current = usable;
    }

    @Override
    public void accept(Map<String, Object> section) {
        apply(LogOptions.from(section));
    }

    /** Opens the log file anew, for those who moved it away. */
    public synchronized void reopen() {
        if (current == null || current.file() == null) {
            logger().info("File log re-open ignored, not a file logger");
            return;
        }
        try {
            ((FileAppender<ILoggingEvent>) root().getAppender(OUTPUT)).openFile(current.file());
            logger().info("File log re-opened");
        } catch (IOException e) {
            logger().error("Error opening log file: {}", e.toString());
        }
    }

    private static boolean sameOutput(LogOptions a, LogOptions b) {
        return Objects.equals(a.file(), b.file()) && a.time() == b.time() && a.utc() == b.utc();
    }

    private void levels(LogOptions options) {
        context.getTurboFilterList().removeIf(WithoutDebug.class::isInstance);
        if (options.trace() && !options.debug()) {
            context.addTurboFilter(new WithoutDebug());
        }
        root().setLevel(options.trace() ? Level.TRACE : options.debug() ? Level.DEBUG : Level.INFO);
        QUIET.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    }

    private void output(LogOptions options) {
        LineLayout layout = new LineLayout(options.time(), options.utc());
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = options.file() == null ? console() : file(options.file());
        appender.setName(OUTPUT);
        appender.setContext(context);
        appender.setEncoder(encoder);
        Appender<ILoggingEvent> before = root().getAppender(OUTPUT);
        if (before != null) {
            // Logback lets no two appenders have one file, so the old one goes first.
            root().detachAppender(before);
            before.stop();
        }
        appender.start();
        root().addAppender(appender);
    }

    private Logger root() {
        return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private static OutputStreamAppender<ILoggingEvent> console() {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setTarget("System.err");
        return appender;
    }

    private static OutputStreamAppender<ILoggingEvent> file(String name) {
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setFile(name);
        appender.setAppend(true);
        return appender;
    }

    private org.slf4j.Logger logger() {
        return context.getLogger(Log.class);
    }
}
