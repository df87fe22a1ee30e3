package org.pleach.launcher.framework;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/**
 * The folder of a distribution.
 *
 * <pre>
 *   lib/              this launcher and what it needs
 *   bundles/NN/       bundles of start level NN; bundles/NN.linux-x86_64/ those of one kind of machine
 *   console/NN/       bundles that come with --console
 *   deploy/           watched while running
 * </pre>
 *
 * @param folder the folder
 * @param deploy what FileInstall watches; may be missing
 */
public record Home(Path folder, Path deploy) {

    /** The folder of {@code pleach.home}, or the one above that in which this class's jar lies. */
    public static Home find() throws IOException {
        String set = System.getProperty("pleach.home");
        Path folder = set == null ? aboveJar() : Path.of(set);
        if (folder == null || !Files.isDirectory(folder.resolve("bundles"))) {
            throw new IOException("expected a folder with bundles/ in it, found none at " + folder
                    + "; -Dpleach.home=FOLDER names it");
        }
        String deploy = System.getProperty("pleach.deploy");
        Path absolute = folder.toAbsolutePath().normalize();
        return new Home(absolute, deploy == null ? absolute.resolve("deploy") : Path.of(deploy).toAbsolutePath());
    }

    private static Path aboveJar() throws IOException {
        CodeSource source = Home.class.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        try {
            Path lib = location == null ? null : Path.of(location.toURI()).getParent();
            return lib == null ? null : lib.getParent();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
