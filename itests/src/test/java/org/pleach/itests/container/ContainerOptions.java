package org.pleach.itests.container;

import static org.ops4j.pax.exam.CoreOptions.bootDelegationPackages;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Constants;

/**
 * The distribution's folder as Pax Exam options: the same jars in the same order, and the packages that the launcher
 * would export from its class path.
 */
final class ContainerOptions {

    private static final List<String> LOGGING = 
            List.of("org.slf4j", "org.slf4j.event", "org.slf4j.helpers", "org.slf4j.spi");
    /** What tests use, taken from the test's own class path: it is no part of the distribution. */
    private static final String[] TESTING = {"org.assertj.*", "org.awaitility", "org.awaitility.*", "org.hamcrest",
            "org.hamcrest.*", "org.junit.jupiter.*", "org.pleach.rig", "org.pleach.itests.outside", "io.nats.*"};

    private final Path home;

    ContainerOptions(Path home) {
        if (!Files.isDirectory(home.resolve("bundles"))) {
            throw new IllegalArgumentException("no distribution in " + home + ": expected a folder bundles/ there");
        }
        this.home = home;
    }

    Option[] of(InContainer wanted) throws IOException {
        List<Option> options = new ArrayList<>();
        options.add(cleanCaches());
        options.add(frameworkProperty("pleach.home").value(home.toString()));
        Path deploy = Files.createTempDirectory("deploy");
        options.add(frameworkProperty("felix.fileinstall.dir").value(deploy.toString()));
        Path unpacked = Files.createTempDirectory("fileinstall");
        options.add(frameworkProperty("felix.fileinstall.tmpdir").value(unpacked.toString()));
        options.add(frameworkProperty("felix.fileinstall.poll").value("200"));
        options.add(frameworkProperty("felix.fileinstall.noInitialDelay").value("true"));
        options.add(frameworkProperty("gosh.args").value("--nointeractive --noshutdown"));
        options.add(systemPackages("org.osgi.service.log;version=1.5.0"));
        // As the launcher does: SLF4J 2 is compatible with what was compiled against 1.7.
        for (String version : List.of("1.7.36", "2.0.17")) {
            options.add(systemPackages(
                    LOGGING.stream().map(name -> name + ";version=" + version).toArray(String[]::new)));
        }
        options.add(frameworkProperty(Constants.FRAMEWORK_BUNDLE_PARENT).value(Constants.FRAMEWORK_BUNDLE_PARENT_APP));
        options.add(bootDelegationPackages(TESTING));
        // The launcher exports its packages too; the tests' own class path need not have them.
        options.add(bundle(home.resolve("lib/config.jar").toUri().toString()));
        addLevels(options, home.resolve("bundles"));
        if (wanted.policies()) {
            addJars(options, home.resolve("deploy"));
        }
        if (wanted.console()) {
            addLevels(options, home.resolve("console"));
        }
        return options.toArray(Option[]::new);
    }

    /** Installs the folders of the start levels in their order; Felix starts bundles of one level in that order. */
    private static void addLevels(List<Option> options, Path folder) throws IOException {
        try (Stream<Path> levels = Files.list(folder)) {
            for (Path level : levels.sorted().filter(ContainerOptions::isForThisMachine).toList()) {
                addJars(options, level);
            }
        }
    }

    private static boolean isForThisMachine(Path level) {
        String name = level.getFileName().toString();
        int dot = name.indexOf('.');
        return dot < 0 || name.substring(dot + 1).equals(platform());
    }

    private static String platform() {
        String arch = System.getProperty("os.arch");
        return System.getProperty("os.name").toLowerCase(Locale.ROOT) + '-'
                + (arch.equals("amd64") ? "x86_64" : arch.equals("aarch64") ? "aarch_64" : arch);
    }

    private static void addJars(List<Option> options, Path folder) throws IOException {
        try (Stream<Path> jars = Files.list(folder)) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                options.add(bundle(jar.toUri().toString()).start(!isFragment(jar)));
            }
        }
    }

    private static boolean isFragment(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(Constants.FRAGMENT_HOST) != null;
        }
    }
}
