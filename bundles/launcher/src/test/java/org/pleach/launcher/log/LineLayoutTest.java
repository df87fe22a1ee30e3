package org.pleach.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MarkerFactory;

class LineLayoutTest {

    private static final Instant WHEN = Instant.parse("2026-11-04T03:08:06.000456789Z");
    private final String pid = "[" + ProcessHandle.current().pid() + "] ";

    @ParameterizedTest
    @CsvSource({"TRACE, TRC", "DEBUG, DBG", "INFO, INF", "WARN, WRN", "ERROR, ERR"})
    void writesLinesAsNatsServerDoes(String level, String word) {
        assertThat(new LineLayout(true, true).doLayout(event(Level.toLevel(level), null)))
                .isEqualTo(pid + "2026/11/04 03:08:06.000456 [" + word + "] Server is ready on {}\n".replace("{}", "4222"));
    }

    @Test
    void writesLocalTimeOrNone() {
        String local = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSSSSS").withZone(ZoneId.systemDefault()).format(WHEN);

        assertThat(new LineLayout(true, false).doLayout(event(Level.INFO, null)))
                .isEqualTo(pid + local + " [INF] Server is ready on 4222\n");
        assertThat(new LineLayout(false, false).doLayout(event(Level.INFO, null)))
                .isEqualTo(pid + "[INF] Server is ready on 4222\n");
    }

    @Test
    void writesFatalErrorsAndStackTraces() {
        LoggingEvent event = event(Level.ERROR, new IllegalStateException("why"));
        event.addMarker(MarkerFactory.getMarker("FATAL"));

        assertThat(new LineLayout(false, false).doLayout(event)).startsWith(pid + "[FTL] Server is ready on 4222\n"
                + "java.lang.IllegalStateException: why");
    }

    private static LoggingEvent event(Level level, Throwable throwable) {
        LoggingEvent event = new LoggingEvent("x", new LoggerContext().getLogger("a"), level, "Server is ready on {}",
                throwable, new Object[] {4222});
        event.setInstant(WHEN);
        return event;
    }
}
