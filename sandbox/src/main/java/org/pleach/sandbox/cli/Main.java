package org.pleach.sandbox.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pleach.sandbox.SandboxException;
import org.pleach.sandbox.TopologyException;
import org.pleach.sandbox.command.ControlClient;

/**
 * The command {@code sandbox}: {@code run} starts a network in this process, everything else is sent to one that runs.
 * Ends with 0, with 1 if something was refused or failed, with 2 if it was written wrongly.
 */
public final class Main {

    private static final String USAGE = """
            usage: sandbox run FILE|demo|golden [--control PORT] [--port-file FILE]
                   sandbox COMMAND [ARGUMENTS] [--control PORT | --port-file FILE]
            COMMAND: cut, heal, dark, flap, delay, drop, duplicate, reorder, rate, mtu, expire, lifetime, daemon, skew,
                     renumber, status, paths, counters, help ("sandbox help" asks the running sandbox for all of them)""";

    private final PrintStream out;
    private final PrintStream err;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the command line. */
    public static void main(String[] args) {
        System.exit(new Main(System.out, System.err).run(args));
    }

    int run(String... args) {
        List<String> words = new ArrayList<>(List.of(args));
        try {
            String control = take(words, "--control");
            String portFile = take(words, "--port-file");
            if (words.isEmpty() || words.get(0).equals("--help") || words.get(0).equals("-h")) {
                err.println(USAGE);
                return words.isEmpty() ? 2 : 0;
            }
            PortFile file = portFile == null ? PortFile.usual() : new PortFile(Path.of(portFile));
            int port = control == null ? 0 : port(control);
            if (!words.get(0).equals("run")) {
                return send(String.join(" ", words), port == 0 ? file.read() : port);
            }
            if (words.size() != 2) {
                throw new IllegalArgumentException("expected one topology after run");
            }
            new Run(out, file).start(words.get(1), port).awaitShutdown();
            return 0;
        } catch (TopologyException | SandboxException | IOException e) {
            err.println("sandbox: " + e.getMessage());
            return 1;
        } catch (IllegalArgumentException e) {
            err.println("sandbox: " + e.getMessage());
            err.println(USAGE);
            return 2;
        }
    }

    private int send(String line, int port) throws IOException {
        try (ControlClient client = new ControlClient(port)) {
            client.send(line).forEach(out::println);
            return 0;
        } catch (IllegalArgumentException e) {
            err.println("sandbox: " + e.getMessage());
            return 1;
        }
    }

    private static String take(List<String> words, String option) {
        int at = words.indexOf(option);
        if (at < 0) {
            return null;
        }
        if (at + 1 == words.size()) {
            throw new IllegalArgumentException("a value is missing after " + option);
        }
        words.remove(at);
        return words.remove(at);
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("expected a port after --control, got \"" + text + '"');
        }
        return Integer.parseInt(text);
    }

    /** Where a sandbox says at which port it is controlled. */
    record PortFile(Path path) {

        private static final int MAX_PORT = 65_535;

        static PortFile usual() {
            return new PortFile(Path.of(System.getProperty("java.io.tmpdir"),
                    "pleach-sandbox-" + System.getProperty("user.name") + ".port"));
        }

        void write(int port) throws IOException {
            Files.writeString(path, port + "\n");
        }

        void delete() throws IOException {
            Files.deleteIfExists(path);
        }

        int read() throws IOException {
            if (!Files.isRegularFile(path)) {
                throw new IOException("no sandbox runs: " + path + " is not there, and no --control PORT is given");
            }
            String text = Files.readString(path).strip();
            if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > MAX_PORT) {
                throw new IOException("expected a port in " + path + ", got \"" + text + '"');
            }
            return Integer.parseInt(text);
        }
    }
}
