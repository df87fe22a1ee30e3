package org.pleach.monitoring.page;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What this process takes of the machine. */
public final class ProcessUsage {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final int KIBI = 1024;

    /** Resident bytes on Linux; elsewhere those the JVM has taken for heap and code. */
    public long residentBytes() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(RESIDENT)) {
                    return Long.parseLong(line.substring(RESIDENT.length(), line.length() - "kB".length()).strip())
                            * KIBI;
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Not Linux, or not the Linux that was expected: the JVM's own figures remain.
        }
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        return memory.getHeapMemoryUsage().getCommitted() + memory.getNonHeapMemoryUsage().getCommitted();
    }

    /** Percent of one core, averaged since the process started; 0 if the system does not tell. */
    public double cpuPercent() {
        Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        long wall = Math.max(1, ManagementFactory.getRuntimeMXBean().getUptime());
        return Math.round(1000.0 * cpu.toMillis() / wall) / 10.0;
    }
}
