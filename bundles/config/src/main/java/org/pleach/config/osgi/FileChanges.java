package org.pleach.config.osgi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Notices that files changed, by time, size and identity, asked from time to time. A change is told when the files have been
 * the same twice since: whoever writes them has finished by then. For one thread.
 */
final class FileChanges {

    private Map<Path, Mark> known = new HashMap<>();
    private Map<Path, Mark> last = Map.of();

    private record Mark(FileTime time, long size, Object identity) { }

    /** Notes how the files are, before they are read: what is written while they are read is a change. */
    void aboutToRead(Collection<Path> files) {
        Map<Path, Mark> before = marks(known.keySet());
        files.forEach(file -> before.put(file, mark(file)));
        known = before;
    }

    /** From now on watches these, which were just read. */
    void watch(Collection<Path> files) {
        Map<Path, Mark> watched = new HashMap<>();
        files.forEach(file -> watched.put(file, known.containsKey(file) ? known.get(file) : mark(file)));
        known = watched;
        last = known;
    }

    /** Whether there is a finished change that was not told yet. */
    boolean changed() {
        Map<Path, Mark> now = marks(known.keySet());
        boolean settled = now.equals(last);
        last = now;
        if (!settled || now.equals(known)) {
            return false;
        }
        known = now;
        return true;
    }

    private static Map<Path, Mark> marks(Collection<Path> files) {
        Map<Path, Mark> marks = new HashMap<>();
        files.forEach(file -> marks.put(file, mark(file)));
        return marks;
    }

    private static Mark mark(Path file) {
        try {
            BasicFileAttributes read = Files.readAttributes(file, BasicFileAttributes.class);
            return new Mark(read.lastModifiedTime(), read.size(), Objects.requireNonNullElse(read.fileKey(), ""));
        } catch (IOException e) {
            return new Mark(FileTime.fromMillis(0), -1, "");
        }
    }
}
