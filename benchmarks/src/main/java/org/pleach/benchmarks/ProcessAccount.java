package org.pleach.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What Linux accounts to a process, from {@code /proc} (proc(5)): CPU time to 10 ms, resident memory to a page. */
final class ProcessAccount {

    private static final long TICK_MILLIS = 10;
    private static final long PAGE_BYTES = 4096;
    private static final int UTIME_FIELD_AFTER_COMM = 11;

    private final long pid;

    ProcessAccount(long pid) {
        this.pid = pid;
    }

    Duration cpuTime() {
        String stat = read("stat");
        // The command's name may hold blanks and parentheses; the fields of fixed meaning come after the last one.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[UTIME_FIELD_AFTER_COMM]) + Long.parseLong(fields[UTIME_FIELD_AFTER_COMM + 1]);
        return Duration.ofMillis(ticks * TICK_MILLIS);
    }

    long residentBytes() {
        return Long.parseLong(read("statm").split(" ")[1]) * PAGE_BYTES;
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file)).strip();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the account of process " + pid
                    + "; expected a Linux /proc and the process to run", e);
        }
    }
}
