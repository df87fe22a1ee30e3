package org.pleach.config.syntax;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.pleach.config.ConfigProblem;
import org.pleach.config.ConfigRefusedException;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Place;

/**
 * Reads a configuration file in whichever format it is: HOCON if its name ends in {@code .hocon} or {@code .json},
 * else nats-server's; a file that is not nats-server's format and has marks that only HOCON knows is read as HOCON.
 */
public final class ConfigReader {

    private static final List<String> HOCON_MARKS = List.of("${", "+=", "\"\"\"", "include file(", "include required(");

    private ConfigReader() { }

    /**
     * What was read.
     *
     * @param root     the settings as written
     * @param warnings what is odd but allowed
     */
    public record Result(Block root, List<ConfigProblem> warnings) {
        /** Keeps copies. */
        public Result {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Reads a file with all that it includes.
     *
     * @param files       reads and notes the files, also if this fails
     * @param environment gives the value of an environment variable, or null
     */
    public static Result read(Path file, ConfigFiles files, UnaryOperator<String> environment)
            throws ConfigRefusedException {
        Place named = Place.of(file.toString());
        if (isHoconName(file)) {
            return new Result(new HoconReader(files).read(file, named), List.of());
        }
        NatsReader reader = new NatsReader(files, environment);
        try {
            return new Result(reader.read(file, named), reader.warnings());
        } catch (ConfigRefusedException refusal) {
            if (hasHoconMarks(file, files, named)) {
                return new Result(new HoconReader(files).read(file, named), List.of());
            }
            throw refusal;
        }
    }

    /** Reads HOCON from a text that is no file, such as the settings of a command line. */
    public static Block read(String text, String name) throws ConfigRefusedException {
        return new HoconReader(new ConfigFiles()).read(text, name);
    }

    private static boolean isHoconName(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".hocon") || name.endsWith(".json");
    }

    private static boolean hasHoconMarks(Path file, ConfigFiles files, Place named) {
        try {
            return files.with(file, named, text -> HOCON_MARKS.stream().anyMatch(text::contains));
        } catch (ConfigRefusedException e) {
            return false;
        }
    }
}
