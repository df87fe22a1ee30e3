package org.pleach.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** {@code --signal COMMAND[=PID or PID file]}: sends a signal to a server that runs. */
public final class SignalCommand {

    private static final Map<String, String> SIGNALS = Map.of(
            "stop", "KILL", "quit", "INT", "term", "TERM", "reopen", "USR1", "reload", "HUP", "ldm", "USR2");
    private static final String LAUNCHER = "pleach-launcher.jar";

    private SignalCommand() { }

    /** Sends it. */
    public static void run(String command) throws UsageException {
        int equals = command.indexOf('=');
        String name = equals < 0 ? command : command.substring(0, equals);
        String signal = SIGNALS.get(name);
        if (signal == null) {
            throw new UsageException("unknown signal \"" + name + "\": expected ldm, stop, quit, term, reopen or reload",
                    false);
        }
        send(signal, equals < 0 ? theOnlyOne() : pid(command.substring(equals + 1)));
    }

    private static long pid(String text) throws UsageException {
        String pid = text;
        try {
            Path file = Path.of(text);
            if (Files.isRegularFile(file)) {
                pid = Files.readString(file).strip();
            }
        } catch (IOException | InvalidPathException e) {
            throw new UsageException("cannot read the PID file " + text + ": " + e, false);
        }
        if (!pid.matches("\\d{1,18}")) {
            throw new UsageException("invalid pid: " + pid, false);
        }
        return Long.parseLong(pid);
    }

    private static long theOnlyOne() throws UsageException {
        List<Long> found = new ArrayList<>();
        ProcessHandle.allProcesses().filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(SignalCommand::isPleach).forEach(process -> found.add(process.pid()));
        if (found.isEmpty()) {
            throw new UsageException("no pleach processes running", false);
        }
        if (found.size() > 1) {
            throw new UsageException("several pleach processes are running, name one: " + found, false);
        }
        return found.get(0);
    }

    private static boolean isPleach(ProcessHandle process) {
        return process.info().arguments().stream().flatMap(Arrays::stream).anyMatch(arg -> arg.endsWith(LAUNCHER));
    }

    private static void send(String signal, long pid) throws UsageException {
        try {
            Process kill = new ProcessBuilder("kill", "-s", signal, Long.toString(pid))
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (kill.waitFor() != 0) {
                throw new UsageException("cannot send signal " + signal + " to process " + pid
                        + ": there is none, or it is another user's", false);
            }
        } catch (IOException e) {
            throw new UsageException("cannot send signals here: " + e.getMessage(), false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
