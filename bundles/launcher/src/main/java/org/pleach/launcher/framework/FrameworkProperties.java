package org.pleach.launcher.framework;

import com.typesafe.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Constants;

/** The framework's properties, in a few groups; system properties of the same names win. */
final class FrameworkProperties {

    private static final List<String> PASSED_ON = List.of("felix.", "org.osgi.", "ds.", "pleach.");
    private static final String SLF4J_BEFORE_2 = "1.7.36";

    private final Map<String, Object> properties = new HashMap<>();

    FrameworkProperties(Home home, Path cache, int level) {
        properties.put(Constants.FRAMEWORK_STORAGE, cache.resolve("framework").toString());
        properties.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(level));
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, exportedPackages());
        properties.put("felix.service.urlhandlers", "false");
        properties.put("felix.cache.locking", "false");
        properties.put("felix.log.logger", new FrameworkLog());
        properties.put("ds.loglevel", "warn");
        properties.put("pleach.home", home.folder().toString());
        fileInstall(home.deploy(), cache);
    }

    private void fileInstall(Path deploy, Path cache) {
        if (!Files.isDirectory(deploy)) {
            // Without a folder FileInstall would make and watch ./load.
            properties.put("felix.fileinstall.dir", cache.resolve("deploy").toString());
            return;
        }
        properties.put("felix.fileinstall.dir", deploy.toString());
        properties.put("felix.fileinstall.tmpdir", cache.resolve("fileinstall").toString());
        properties.put("felix.fileinstall.noInitialDelay", "true");
        properties.put("felix.fileinstall.poll", "500");
        properties.put("felix.fileinstall.start.level", "20");
        properties.put("felix.fileinstall.enableConfigSave", "false");
        properties.put("felix.fileinstall.bundles.new.start", "true");
        properties.put("felix.fileinstall.log.level", "2");
    }

    /**
     * What the launcher has loaded already. SLF4J under both of its versions, since callers compiled for 1.7 run with
     * 2: all log to the launcher's Logback. Typesafe config, whose 140 classes would be loaded a second time otherwise.
     */
    private static String exportedPackages() {
        String version = org.slf4j.Logger.class.getPackage().getImplementationVersion();
        StringBuilder packages = new StringBuilder("org.osgi.service.log;version=1.5.0");
        for (String slf4j : List.of(SLF4J_BEFORE_2, version == null ? "2.0.17" : version)) {
            for (String name : List.of("org.slf4j", "org.slf4j.event", "org.slf4j.helpers", "org.slf4j.spi")) {
                packages.append(',').append(name).append(";version=").append(slf4j);
            }
        }
        String config = Config.class.getPackage().getImplementationVersion();
        packages.append(",com.typesafe.config;version=").append(config == null ? "1.4.0" : config);
        return packages.toString();
    }

    /** Adds one unless the value is null. */
    FrameworkProperties with(String key, Object value) {
        if (value != null) {
            properties.put(key, value.toString());
        }
        return this;
    }

    Map<String, Object> build() {
        Map<String, Object> all = new TreeMap<>(properties);
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> PASSED_ON.stream().anyMatch(name::startsWith))
                .forEach(name -> all.put(name, System.getProperty(name)));
        return all;
    }
}
