package org.pleach.launcher.framework;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder in which the framework keeps its files while it runs. Each process has its own, locked as long as the process
 * lives; those of processes that were killed are removed by the next that starts.
 */
final class CacheFolder implements AutoCloseable {

    private static final String PREFIX = "pleach-";
    private static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel lock;

    private CacheFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Makes one in a folder; readable for its owner only. */
    static CacheFolder in(Path parent) throws IOException {
        Files.createDirectories(parent);
        removeLeftovers(parent);
        Path folder = Files.createTempDirectory(parent, PREFIX + ProcessHandle.current().pid() + '-');
        FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        return new CacheFolder(folder, lock);
    }

    Path path() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        lock.close();
        remove(folder);
    }

    private static void removeLeftovers(Path parent) throws IOException {
        List<Path> found;
        try (Stream<Path> paths = Files.list(parent)) {
            found = paths.filter(path -> path.getFileName().toString().matches(PREFIX + "\\d+-\\d+"))
                    .filter(path -> Files.isWritable(path.resolve(LOCK))).toList();
        }
        for (Path path : found) {
            try (FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE);
                    FileLock free = channel.tryLock()) {
                if (free != null) {
                    remove(path);
                }
            } catch (IOException e) {
                // Another process is at it: it is removed, or locked, and either is right.
                continue;
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
