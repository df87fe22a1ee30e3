package org.pleach.config.syntax;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.pleach.config.ConfigProblem;
import org.pleach.config.ConfigRefusedException;
import org.pleach.config.tree.Place;

/** The files of one configuration: reads them within limits and knows which they were. For one thread. */
public final class ConfigFiles {

    /** Bytes in all files together; one that is included twice counts twice. */
    public static final int MOST_BYTES = 16 << 20;

    /** Files included from files included from ... */
    public static final int DEEPEST_INCLUDE = 16;

    private final List<Path> read = new ArrayList<>();
    private final Deque<Path> open = new ArrayDeque<>();
    private int bytesLeft = MOST_BYTES;

    /** What is done with the text of a file. */
    @FunctionalInterface
    public interface Reader<T> {
        /** Makes something of the text. */
        T read(String text) throws ConfigRefusedException;
    }

    /** Every file that was read or that should have been, in order: those to watch for changes. */
    public List<Path> files() {
        return List.copyOf(read);
    }

    /**
     * Reads a file and hands its text on; while that runs the file is open, and including it again is a cycle.
     *
     * @param path      the file
     * @param mentioned where its name stood, for errors
     */
    public <T> T with(Path path, Place mentioned, Reader<T> reader) throws ConfigRefusedException {
        Path absolute = path.toAbsolutePath().normalize();
        if (open.contains(absolute)) {
            throw refusal(mentioned, path + " includes itself");
        }
        if (open.size() > DEEPEST_INCLUDE) {
            throw refusal(mentioned, "expected at most " + DEEPEST_INCLUDE + " files included one from another");
        }
        if (!read.contains(absolute)) {
            read.add(absolute);
        }
        String text = text(path, mentioned);
        open.push(absolute);
        try {
            return reader.read(text);
        } finally {
            open.pop();
        }
    }

    private String text(Path path, Place mentioned) throws ConfigRefusedException {
        try {
            if (Files.isDirectory(path)) {
                throw refusal(mentioned, "expected a file, " + path + " is a folder");
            }
            byte[] bytes;
            try (var in = Files.newInputStream(path)) {
                bytes = in.readNBytes(bytesLeft + 1);
            }
            if (bytes.length > bytesLeft) {
                throw refusal(mentioned, "expected at most " + MOST_BYTES + " bytes of configuration, "
                        + path + " goes beyond");
            }
            bytesLeft -= bytes.length;
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw refusal(mentioned, "no such file: " + path);
        } catch (IOException e) {
            throw refusal(mentioned, "cannot read " + path + ": " + e);
        }
    }

    private static ConfigRefusedException refusal(Place place, String message) {
        return new ConfigRefusedException(new ConfigProblem(place.source(), place.line(), place.column(), message));
    }
}
