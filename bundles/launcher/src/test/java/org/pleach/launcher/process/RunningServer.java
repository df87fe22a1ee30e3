package org.pleach.launcher.process;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pleach.launcher.Main;

/** A launcher in a process of its own. */
final class RunningServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;

    private RunningServer(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts one that stops by itself. */
    static RunningServer startAndStopWhenReady(TestHome home, Path folder) throws IOException {
        return start(home, folder, List.of("-Dpleach.stop.when.ready=true"));
    }

    /** Starts one with caches and output in a folder of the test. */
    static RunningServer start(TestHome home, Path folder, String... arguments) throws IOException {
        return start(home, folder, List.of(), arguments);
    }

    private static RunningServer start(TestHome home, Path folder, List<String> jvm, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Dpleach.home=" + home.folder(), "-Dpleach.cache=" + Files.createDirectories(folder.resolve("cache")),
                "-Dpleach.config.watch.millis=0",
                "-cp", System.getProperty("java.class.path")));
        command.addAll(jvm);
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile(folder, "server", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("_JAVA_SR_SIGNUM", "44");
        return new RunningServer(builder.start(), log);
    }

    long pid() {
        return process.pid();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    RunningServer awaitLog(String text) {
        await().atMost(PATIENCE).until(() -> log().contains(text) || !process.isAlive());
        if (!quietLog().contains(text)) {
            throw new AssertionError("no \"" + text + "\" in:\n" + quietLog());
        }
        return this;
    }

    private String quietLog() {
        try {
            return log();
        } catch (IOException e) {
            return e.toString();
        }
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-s", name, Long.toString(pid())).start().waitFor();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running:\n" + quietLog());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
