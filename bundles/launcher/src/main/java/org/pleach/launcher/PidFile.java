package org.pleach.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The file with the process ID, as nats-server writes it: the number and nothing else. */
final class PidFile implements AutoCloseable {

    private final Path file;

    private PidFile(Path file) {
        this.file = file;
    }

    /** Writes it. */
    static PidFile write(String name) throws IOException {
        try {
            Path file = Path.of(name).toAbsolutePath();
            Files.writeString(file, Long.toString(ProcessHandle.current().pid()));
            return new PidFile(file);
        } catch (InvalidPathException e) {
            throw new IOException(e);
        }
    }

    /** Removes it if it is still this process's. */
    @Override
    public void close() throws IOException {
        if (Files.isRegularFile(file)
                && Files.readString(file).equals(Long.toString(ProcessHandle.current().pid()))) {
            Files.delete(file);
        }
    }
}
