package org.pleach.config.syntax;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.pleach.config.ConfigProblem;
import org.pleach.config.ConfigRefusedException;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Place;

/** Reads files in nats-server's format with all that they include. */
final class NatsReader {

    private final ConfigFiles files;
    private final Variables variables;
    private final List<ConfigProblem> warnings = new ArrayList<>();

    NatsReader(ConfigFiles files, UnaryOperator<String> environment) {
        this.files = files;
        this.variables = new Variables(environment);
    }

    List<ConfigProblem> warnings() {
        return warnings;
    }

    Block read(Path file, Place mentioned) throws ConfigRefusedException {
        return files.with(file, mentioned, text -> {
            Scope scope = new Scope(null, Place.of(file.toString()));
            NatsParser parser = new NatsParser(new Source(file.toString(), text), variables,
                    (name, place) -> read(included(file, name), place));
            parser.readInto(scope);
            warnings.addAll(parser.warnings());
            return scope.block();
        });
    }

    /** Below the folder of the file that includes, also if it starts with a slash; if there is none, as it is written. */
    private static Path included(Path by, String name) {
        Path folder = by.toAbsolutePath().getParent();
        String relative = name.replaceFirst("^/+", "");
        Path below = by.getParent() == null ? Path.of(relative) : by.getParent().resolve(relative);
        return name.startsWith("/") && !Files.exists(folder.resolve(relative)) ? Path.of(name) : below;
    }
}
