package org.pleach.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An unpacked Felix distribution.
 *
 * @param home its folder, with {@code bin/pleach} in it
 */
public record Distribution(Path home) {

    /** The system property that names the folder. */
    public static final String HOME_PROPERTY = "pleach.home";

    /** Checks that the launcher script is there. */
    public Distribution {
        home = home.toAbsolutePath().normalize();
        if (!Files.isExecutable(home.resolve("bin/pleach"))) {
            throw new IllegalArgumentException("no Pleach distribution in " + home + ": expected bin/pleach there");
        }
    }

    /** The distribution that {@value #HOME_PROPERTY} names. */
    public static Distribution ofSystemProperty() {
        String home = System.getProperty(HOME_PROPERTY);
        if (home == null) {
            throw new IllegalStateException("system property " + HOME_PROPERTY + " does not name a distribution");
        }
        return new Distribution(Path.of(home));
    }

    /** The launcher script. */
    public Path script() {
        return home.resolve("bin/pleach");
    }

    /** Deletes a folder with all that is in it; used for the work folders of brokers that have ended. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
