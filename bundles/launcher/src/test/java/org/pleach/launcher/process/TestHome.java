package org.pleach.launcher.process;

import com.typesafe.config.Config;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.resolver.AddressResolver;
import io.netty.util.AttributeKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.felix.cm.PersistenceManager;
import org.apache.felix.scr.info.ScrInfo;
import org.osgi.service.component.ComponentContext;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;
import org.pleach.config.Reload;
import org.pleach.transport.Endpoint;

/** A small distribution: Declarative Services, Configuration Admin, the configuration's bundle, and what a test adds. */
final class TestHome {

    private static final List<Class<?>> ONE_OF_EACH = List.of(Function.class, Promise.class, ComponentContext.class,
            PersistenceManager.class, ScrInfo.class, Config.class, AttributeKey.class, ByteBuf.class,
            AddressResolver.class, Channel.class, Endpoint.class, Reload.class);

    private final Path folder;

    private TestHome(Path folder) {
        this.folder = folder;
    }

    static TestHome in(Path folder) throws IOException {
        Path bundles = Files.createDirectories(folder.resolve("bundles/10"));
        for (Class<?> type : ONE_OF_EACH) {
            Path from = locationOf(type);
            Path to = bundles.resolve(type.getSimpleName() + ".jar");
            if (Files.isDirectory(from)) {
                pack(from, Files.newInputStream(from.resolve("META-INF/MANIFEST.MF")), to);
            } else {
                Files.copy(from, to);
            }
        }
        return new TestHome(folder);
    }

    Path folder() {
        return folder;
    }

    /** Adds a bundle whose activator is a class of the tests. */
    TestHome withActivator(int level, Class<?> activator) throws IOException {
        Path target = Files.createDirectories(folder.resolve("bundles/" + level)).resolve(activator.getSimpleName() + ".jar");
        Path classes = Files.createDirectories(folder.resolve("classes-" + activator.getSimpleName()));
        String name = activator.getName().replace('.', '/') + ".class";
        Files.createDirectories(classes.resolve(name).getParent());
        try (InputStream in = activator.getClassLoader().getResourceAsStream(name)) {
            Files.copy(in, classes.resolve(name));
        }
        String manifest = """
                Manifest-Version: 1.0
                Bundle-ManifestVersion: 2
                Bundle-SymbolicName: test.%s
                Bundle-Activator: %s
                Import-Package: org.osgi.framework,org.slf4j
                """.formatted(activator.getSimpleName(), activator.getName());
        pack(classes, new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)), target);
        return this;
    }

    private static Path locationOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pack(Path classes, InputStream manifest, Path jar) throws IOException {
        try (manifest; OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, new Manifest(manifest));
                Stream<Path> files = Files.walk(classes)) {
            files.filter(Files::isRegularFile).filter(file -> !file.endsWith("MANIFEST.MF")).forEach(file -> {
                try {
                    entries.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                    Files.copy(file, entries);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
