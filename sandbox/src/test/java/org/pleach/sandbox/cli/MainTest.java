package org.pleach.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void runsATopologyAndCommandsIt() throws IOException {
        Path portFile = folder.resolve("port");
        Path topology = Files.writeString(folder.resolve("two.conf"), """
                ases { "1-1" { core = true }, "1-2" {} }
                links { a { parent = "1-1", child = "1-2" } }""");
        try (Run run = new Run(new PrintStream(out), new Main.PortFile(portFile))) {
            run.start(topology.toString(), 0);
            assertThat(printed(out)).contains("AS 1-1", "core", "SCION_DAEMON_ADDRESS=127.0.64.3:", "link a",
                    "1-1#1 - 1-2#1", "control port");
            out.reset();
            assertThat(run("cut", "a", "--from", "1-1", "--port-file", portFile.toString())).isZero();
            assertThat(run("status", "--control", Files.readString(portFile).strip())).isZero();
            assertThat(printed(out)).contains("link a from=1-1#1 to=1-2#1 state=cut")
                    .contains("link a from=1-2#1 to=1-1#1 state=up");
            assertThat(run("cut", "b", "--port-file", portFile.toString())).isEqualTo(1);
            assertThat(printed(err)).contains("sandbox: no link b in " + topology);
        }
        assertThat(portFile).doesNotExist();
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(printed(err)).startsWith("usage: sandbox run FILE");
        err.reset();
        assertThat(run("--help")).isZero();
        assertThat(run("status", "--port-file", folder.resolve("none").toString())).isEqualTo(1);
        assertThat(printed(err)).contains("no sandbox runs: " + folder.resolve("none"));
        assertThat(run("status", "--control", "http")).isEqualTo(2);
        assertThat(printed(err)).contains("expected a port after --control, got \"http\"");
        assertThat(run("run")).isEqualTo(2);
        assertThat(run("run", "moon")).isEqualTo(1);
        assertThat(printed(err)).contains("no built-in topology \"moon\"");
        assertThat(run("run", folder.resolve("absent.conf").toString())).isEqualTo(1);
        Path broken = Files.writeString(folder.resolve("broken.conf"), "ases {\n \"1-1\" { core = 7 }\n}");
        assertThat(run("run", broken.toString())).isEqualTo(1);
        assertThat(printed(err)).contains("sandbox: " + broken + ":2: expected true or false");
    }

    private int run(String... args) {
        return new Main(new PrintStream(out), new PrintStream(err)).run(args);
    }

    private static String printed(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
