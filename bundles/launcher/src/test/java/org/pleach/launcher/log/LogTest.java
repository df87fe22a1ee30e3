package org.pleach.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class LogTest {

    @TempDir
    private Path folder;
    private Path file;
    private final LoggerContext context = new LoggerContext();
    private final Log log = new Log(context);
    private final Logger server = context.getLogger("org.pleach.broker.Server");

    @BeforeEach
    void setUp() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        file = folder.resolve("x.log");
        log.apply(new LogOptions(file.toString(), false, false, false, false));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void logsDebugAndTraceIndependentlyOfEachOther() throws IOException {
        logAll();
        assertThat(messages()).containsExactly("[INF] i");
        log.accept(section(true, false));
        logAll();
        assertThat(messages()).containsExactly("[INF] i", "[DBG] d", "[INF] i");
        log.accept(section(false, true));
        assertThat(server.isDebugEnabled()).isFalse();
        assertThat(server.isTraceEnabled()).isTrue();
        logAll();
        assertThat(messages()).endsWith("[TRC] t", "[INF] i").hasSize(5);
        log.accept(section(true, true));
        logAll();
        assertThat(messages()).endsWith("[TRC] t", "[DBG] d", "[INF] i");
    }

    @Test
    void keepsLibrariesQuiet() throws IOException {
        log.accept(section(true, true));
        context.getLogger("io.netty.channel").debug("noise");
        context.getLogger("io.netty.channel").warn("warning");

        assertThat(messages()).containsExactly("[WRN] warning");
    }

    @Test
    void opensTheFileAnew() throws IOException {
        server.info("before");
        Files.move(file, folder.resolve("old.log"));
        log.reopen();
        server.info("after");

        assertThat(messages()).containsExactly("[INF] File log re-opened", "[INF] after");
        assertThat(Files.readString(folder.resolve("old.log"))).endsWith("[INF] before\n");
    }

    @Test
    void changesTheFormOfLinesInTheSameFile() throws IOException {
        log.accept(Map.of("log_file", file.toString(), "logtime", true));
        server.info("with time");

        assertThat(Files.readString(file)).containsPattern("\\d{4}/\\d\\d/\\d\\d .* \\[INF] with time");
    }

    @Test
    void movesToAnotherFile() throws IOException {
        Path other = folder.resolve("other.log");
        log.accept(Map.of("log_file", other.toString(), "logtime", false));
        server.info("there");

        assertThat(Files.readString(other)).endsWith("[INF] there\n");
        assertThat(messages()).isEmpty();
    }

    @Test
    void staysWhereItIsIfTheNewFileCannotBeWritten() throws IOException {
        log.accept(Map.of("log_file", folder.resolve("no/such/x.log").toString(), "logtime", false));
        server.info("still here");

        assertThat(messages()).hasSize(2).last().isEqualTo("[INF] still here");
        assertThat(messages().get(0)).startsWith("[ERR] Error opening log file");
    }

    private static Map<String, Object> sectionOf(String file, boolean debug, boolean trace) {
        return Map.of("log_file", file, "debug", debug, "trace", trace, "logtime", false);
    }

    private Map<String, Object> section(boolean debug, boolean trace) {
        return sectionOf(file.toString(), debug, trace);
    }

    private void logAll() {
        server.trace("t");
        server.debug("d");
        server.info("i");
    }

    private List<String> messages() throws IOException {
        return Files.readAllLines(file).stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
    }
}
