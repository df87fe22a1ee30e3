package org.pleach.launcher.framework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the bundles of a distribution and the start level that their folder gives them. */
final class BundleFolders {

    private static final Pattern FOLDER = Pattern.compile("(\\d{1,3})(?:\\.(.+))?");
    private static final Map<String, String> ARCHITECTURES = Map.of("amd64", "x86_64", "aarch64", "aarch_64");

    private BundleFolders() { }

    /** A bundle to install. */
    record Entry(Path jar, int level) { }

    /** The jars below the folders that are for this machine, by level and name. */
    static List<Entry> list(List<Path> folders) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path folder : folders) {
            for (Path level : listed(folder)) {
                Matcher name = FOLDER.matcher(level.getFileName().toString());
                if (name.matches() && Files.isDirectory(level)
                        && (name.group(2) == null || name.group(2).equals(machine()))) {
                    for (Path jar : listed(level)) {
                        if (jar.toString().endsWith(".jar")) {
                            entries.add(new Entry(jar, Integer.parseInt(name.group(1))));
                        }
                    }
                }
            }
        }
        entries.sort(Comparator.comparingInt(Entry::level).thenComparing(Entry::jar));
        return entries;
    }

    /** {@code linux-x86_64} and the like, as Netty names machines. */
    static String machine() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String os = name.startsWith("mac") ? "osx" : name.startsWith("windows") ? "windows" : name;
        String architecture = System.getProperty("os.arch");
        return os + '-' + ARCHITECTURES.getOrDefault(architecture, architecture);
    }

    private static List<Path> listed(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.toList();
        }
    }
}
