package org.pleach.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A broker in a process and a container of its own, started from a {@link Distribution}. Its log is kept in memory and in
 * a file. Safe to use from any thread.
 */
public final class BrokerProcess implements AutoCloseable {

    private static final Pattern CLIENT_PORT = Pattern.compile("Listening for client connections on .*:(\\d+)$");
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_LOG_LINES = 100_000;

    private final String name;
    private final Process process;
    private final Path logFile;
    private final List<String> log = new ArrayList<>();
    private final Thread reader;

    private BrokerProcess(String name, Process process, Path logFile) {
        this.name = name;
        this.process = process;
        this.logFile = logFile;
        this.reader = new Thread(this::readLog, "log-of-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a broker and returns at once; see {@link #awaitReady}.
     *
     * @param name         for messages and the log file's name
     * @param distribution what to run
     * @param work         the process's working folder; the log goes there
     * @param environment  added to this process's environment
     * @param arguments    the command line after the script's name
     */
    public static BrokerProcess start(String name, Distribution distribution, Path work,
            Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(distribution.script().toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new BrokerProcess(name, builder.start(), work.resolve(name + ".log"));
    }

    private void readLog() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                Writer file = Files.newBufferedWriter(logFile)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                file.write(line);
                file.write('\n');
                file.flush();
                synchronized (log) {
                    if (log.size() < MAX_LOG_LINES) {
                        log.add(line);
                    }
                    log.notifyAll();
                }
            }
        } catch (IOException e) {
            // The pipe closes when the process is killed; what was read until then is what there is.
        } finally {
            synchronized (log) {
                log.notifyAll();
            }
        }
    }

    /**
     * Waits for a log line.
     *
     * @return the first line in which {@code pattern} is found
     * @throws IOException if it does not come in time or the process ends; with the log's last lines
     */
    public Matcher awaitLine(Pattern pattern, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        int next = 0;
        synchronized (log) {
            while (true) {
                for (; next < log.size(); next++) {
                    Matcher matcher = pattern.matcher(log.get(next));
                    if (matcher.find()) {
                        return matcher;
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                boolean ended = !process.isAlive() && !reader.isAlive();
                if (left <= 0 || ended) {
                    throw new IOException(name + (ended ? " ended" : " did not log within " + patience.toSeconds() + " s")
                            + ", expected a line with \"" + pattern + "\"; its last lines:\n" + tail(30));
                }
                log.wait(Math.min(left, 100));
            }
        }
    }

    /** Waits until the broker says "Server is ready". */
    public void awaitReady(Duration patience) throws IOException, InterruptedException {
        awaitLine(Pattern.compile("Server is ready"), patience);
    }

    /** The TCP port on which the broker listens for clients, as its log tells; empty if it has told none yet. */
    public Optional<Integer> clientPort() {
        for (String line : log()) {
            Matcher matcher = CLIENT_PORT.matcher(line);
            if (matcher.find() && !line.contains(",")) {
                return Optional.of(Integer.parseInt(matcher.group(1)));
            }
        }
        return Optional.empty();
    }

    /** Every line logged so far. */
    public List<String> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** The file that the log is written to. */
    public Path logFile() {
        return logFile;
    }

    /** The process's ID. */
    public long pid() {
        return process.pid();
    }

    /** Whether the process runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** CPU time the process has used, or zero where the platform does not tell. */
    public Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The exit code, waiting for it. */
    public int exitCode(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(name + " still runs after " + patience.toSeconds() + " s");
        }
        return process.exitValue();
    }

    /** Asks the process to end (SIGTERM), without waiting. */
    public void terminate() {
        process.destroy();
    }

    private String tail(int lines) {
        return String.join("\n", log.subList(Math.max(0, log.size() - lines), log.size()));
    }

    /** Ends the process: SIGTERM, and SIGKILL if it does not end within 10 s. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            reader.join(STOP_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
