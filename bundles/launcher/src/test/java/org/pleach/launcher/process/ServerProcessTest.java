package org.pleach.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher as a process: signals, exit codes, files. */
@DisabledOnOs(OS.WINDOWS)
class ServerProcessTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void stopsCleanlyOnASignal(String signal) throws Exception {
        TestHome home = TestHome.in(folder.resolve("home")).withActivator(50, LoggingActivator.class);
        Path pid = folder.resolve("x.pid");
        try (RunningServer server = RunningServer.start(home, folder, "-P", pid.toString())) {
            server.awaitLog("[INF] Server is ready");
            assertThat(pid).hasContent(Long.toString(server.pid()));

            server.signal(signal);

            assertThat(server.exitCode()).isZero();
            assertThat(server.log()).contains("[INF] Trapped \"", "[INF] Server Exiting..").doesNotContain("[ERR]", "[WRN]");
            assertThat(pid).doesNotExist();
            assertThat(folder.resolve("cache")).isEmptyDirectory();
        }
    }

    @Test
    void followsTheLogLevelOfTheFileOnReload() throws Exception {
        TestHome home = TestHome.in(folder.resolve("home")).withActivator(50, LoggingActivator.class);
        Path file = Files.writeString(folder.resolve("x.conf"), "debug: false\n");
        try (RunningServer server = RunningServer.start(home, folder, "-c", file.toString())) {
            server.awaitLog("Server is ready");
            await().until(() -> {
                server.signal("HUP");
                return server.log().contains("Reloaded server configuration");
            });
            assertThat(server.log()).doesNotContain("[DBG]");

            Files.writeString(file, "debug: true\nprot: 1\n");
            server.signal("HUP");
            server.awaitLog("[ERR] Failed to reload server configuration: " + file + ":2:1: unknown key \"prot\"");
            Files.writeString(file, "debug: true\n");
            server.signal("HUP");
            server.awaitLog("[INF] Reloaded: debug = true");
            server.signal("HUP");
            server.signal("USR2");
            server.awaitLog("[INF] Lame duck");
        }
    }

    @Test
    void opensTheLogFileAnewOnASignal() throws Exception {
        TestHome home = TestHome.in(folder.resolve("home")).withActivator(50, LoggingActivator.class);
        Path log = folder.resolve("x.log");
        try (RunningServer server = RunningServer.start(home, folder, "-l", log.toString())) {
            await().until(() -> Files.exists(log) && Files.readString(log).contains("Server is ready"));
            Files.move(log, folder.resolve("old.log"));
            server.signal("USR1");
            await().until(() -> Files.exists(log) && Files.readString(log).contains("File log re-opened"));
            assertThat(server.log()).doesNotContain("[INF]");
        }
    }

    @Test
    void runsTwiceFromOneDistribution() throws Exception {
        TestHome home = TestHome.in(folder.resolve("home")).withActivator(50, LoggingActivator.class);
        try (RunningServer first = RunningServer.start(home, folder);
                RunningServer second = RunningServer.start(home, folder)) {
            first.awaitLog("Server is ready");
            second.awaitLog("Server is ready");
            first.signal("TERM");
            assertThat(first.exitCode()).isZero();
            second.signal("TERM");
            assertThat(second.exitCode()).isZero();
        }
        assertThat(folder.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void stopsWhenItIsReadyIfThatIsAskedFor() throws Exception {
        TestHome home = TestHome.in(folder.resolve("home")).withActivator(50, LoggingActivator.class);
        try (RunningServer server = RunningServer.startAndStopWhenReady(home, folder)) {
            assertThat(server.exitCode()).isZero();
            assertThat(server.log()).contains("Server is ready", "Server Exiting..");
        }
    }

    @Test
    void endsWithOneWhenABundleSaysThatItCannotGoOn() throws Exception {
        TestHome home = TestHome.in(folder.resolve("home")).withActivator(50, FatalActivator.class);
        try (RunningServer server = RunningServer.start(home, folder)) {
            assertThat(server.exitCode()).isEqualTo(1);
        }
        assertThat(folder.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void endsWithOneWhenABundleDoesNotStart() throws Exception {
        TestHome home = TestHome.in(folder.resolve("home")).withActivator(50, BrokenActivator.class);
        try (RunningServer server = RunningServer.start(home, folder)) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.log()).contains("[ERR]", "broken on purpose",
                    "[FTL] bundles that did not start: test.BrokenActivator");
        }
        assertThat(folder.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void endsWithOneWhereThereIsNoDistribution() throws Exception {
        TestHome home = TestHome.in(folder.resolve("home"));
        Files.move(home.folder().resolve("bundles"), home.folder().resolve("moved"));
        try (RunningServer server = RunningServer.start(home, folder)) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.log()).contains("[FTL] expected a folder with bundles/ in it");
        }
    }
}
