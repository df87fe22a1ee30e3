package org.pleach.itests.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;

/** Makes the jar of {@link FingerprintOrder} and puts it into a folder that FileInstall watches. */
public final class PolicyJar {

    private static final String FILE = "test-policy.jar";

    private final Path folder;

    /** Names the watched folder. */
    public PolicyJar(Path folder) {
        this.folder = folder;
    }

    /** Drops or overwrites the jar as a user should: under a hidden name, then renamed, lest half a jar be seen. */
    public void drop(String version, String direction) throws IOException {
        Path hidden = folder.resolve('.' + FILE);
        try (OutputStream file = Files.newOutputStream(hidden);
                JarOutputStream jar = new JarOutputStream(file, manifest(version, direction))) {
            String name = FingerprintOrder.class.getName().replace('.', '/') + ".class";
            jar.putNextEntry(new JarEntry(name));
            try (InputStream bytes = PolicyJar.class.getClassLoader().getResourceAsStream(name)) {
                bytes.transferTo(jar);
            }
            jar.closeEntry();
        }
        Files.move(hidden, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes it. */
    public void remove() throws IOException {
        Files.delete(folder.resolve(FILE));
    }

    private static Manifest manifest(String version, String direction) {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, "org.pleach.itests.policy");
        headers.putValue(Constants.BUNDLE_VERSION, version);
        headers.putValue(Constants.BUNDLE_ACTIVATOR, FingerprintOrder.class.getName());
        headers.putValue(Constants.IMPORT_PACKAGE, "org.osgi.framework, org.pleach.path");
        headers.putValue(FingerprintOrder.DIRECTION, direction);
        return manifest;
    }
}
