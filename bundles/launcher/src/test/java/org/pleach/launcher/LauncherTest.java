package org.pleach.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends before a server is started: exit code, standard output, standard error. */
class LauncherTest {

    @TempDir
    private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void printsTheVersion() {
        for (String flag : new String[] {"-v", "--version", "version"}) {
            assertThat(run(flag)).isZero();
        }
        assertThat(out()).startsWith("pleach: v0.1.0\n").doesNotContain("SNAPSHOT");
    }

    @Test
    void printsTheUsage() {
        for (String flag : new String[] {"-h", "--help", "help"}) {
            out.reset();
            assertThat(run(flag)).isZero();
            assertThat(out()).contains("Usage: pleach [options]");
        }
    }

    @Test
    void refusesAnUnknownFlagWithTheUsage() {
        assertThat(run("--bogus")).isEqualTo(1);
        assertThat(err()).isEqualTo("flag provided but not defined: -bogus\n");
        assertThat(out()).contains("Usage: pleach [options]");
    }

    @Test
    void refusesAnUnknownCommand() {
        assertThat(run("foo")).isEqualTo(1);
        assertThat(err()).isEqualTo("pleach: unrecognized command: \"foo\"\n");
    }

    @Test
    void saysThatAConfigurationIsGood() throws Exception {
        Path file = Files.writeString(folder.resolve("x.conf"), "port: 4222\njetstream: true\n");

        assertThat(run("-t", "-c", file.toString())).isZero();
        assertThat(err()).isEqualTo(file + ":2:1: \"jetstream\" is not supported yet, ignored\n"
                + "pleach: configuration file " + file + " is valid (sha256:"
                + "b618792d1ed122d5319b6a1572aebd807db7b941c180071eadfc3bee23e3fa43)\n");
    }

    @Test
    void refusesABadConfigurationWithItsPlace() throws Exception {
        Path file = Files.writeString(folder.resolve("x.conf"), "port: 4222\nprot: 1\n");

        assertThat(run("-t", "-c", file.toString())).isEqualTo(1);
        assertThat(run("-c", file.toString())).isEqualTo(1);
        assertThat(err()).startsWith("pleach: " + file + ":2:1: unknown key \"prot\"; did you mean \"port\"?\n");
    }

    @Test
    void refusesWhatIsNotSupportedYetWhenStrict() throws Exception {
        Path file = Files.writeString(folder.resolve("x.conf"), "jetstream: true\n");

        assertThat(run("--strict", "-t", "-c", file.toString())).isEqualTo(1);
        assertThat(run("--strict", "-t", "-js", "-c", file.toString())).isEqualTo(1);
        assertThat(err()).contains("\"jetstream\" is not supported yet\n", "flag -jetstream is not supported yet\n");
    }

    @Test
    void refusesAMissingFile() {
        assertThat(run("-c", "/nowhere/x.conf")).isEqualTo(1);
        assertThat(err()).contains("no such file: /nowhere/x.conf");
    }

    @Test
    void refusesBadValuesOfFlagsAsThoseOfFiles() {
        assertThat(run("-p", "70000")).isEqualTo(1);
        assertThat(err()).isEqualTo("pleach: command line: port: expected a port from -1 to 65535, found the number 70000\n");
    }

    @Test
    void asksForAClusterWithRoutes() {
        assertThat(run("--routes", "nats://a:1")).isEqualTo(1);
        assertThat(err()).contains("expected an address for the cluster");
    }

    @Test
    void asksForAFileToTest() {
        assertThat(run("-t")).isEqualTo(1);
        assertThat(err()).contains("-c FILE");
    }

    @Test
    void refusesSignalsItCannotSend() throws Exception {
        assertThat(run("--signal", "foo=1")).isEqualTo(1);
        assertThat(run("--signal", "reload=x")).isEqualTo(1);
        assertThat(run("--signal", "reload=999999999")).isEqualTo(1);
        assertThat(err()).contains("unknown signal \"foo\"", "invalid pid: x", "process 999999999");
    }

    private int run(String... args) {
        return new Launcher(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)).run(args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
