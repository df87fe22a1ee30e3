package org.pleach.config.schema;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;

/** The name of a file that must be there and readable; relative names count from the working directory, as in nats-server. */
record FileType() implements ValueType {

    static final FileType READABLE = new FileType();

    @Override
    public Node read(Node value, String key, Reading reading) {
        if (!(value instanceof Scalar scalar) || !(scalar.value() instanceof String text)) {
            return reading.refuse(value, key, expected());
        }
        try {
            Path file = Path.of(text);
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                reading.refuse(value.place(), key + ": expected a file that can be read, there is none at "
                        + file.toAbsolutePath());
                return null;
            }
            return value;
        } catch (InvalidPathException e) {
            return reading.refuse(value, key, expected());
        }
    }

    @Override
    public String expected() {
        return "the name of a file";
    }
}
