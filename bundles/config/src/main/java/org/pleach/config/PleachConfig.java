package org.pleach.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration that was read and found good. Immutable.
 *
 * <p>{@link #config} has the keys under their main names, lower case, with values of one form each: durations as text with a
 * unit ({@code "90s"}), sizes and numbers as numbers, lists always as lists. {@code listen}, {@code host} and {@code port} are
 * all there if any of them was set. Origins name file and line. Defaults are not in it: each bundle has those of its own
 * section in its {@code reference.conf}.
 */
public final class PleachConfig {

    /** Configuration Admin's PID for the keys outside of any block. */
    public static final String BROKER_PID = "org.pleach.broker";
    /** The PID for the {@code cluster} block. */
    public static final String CLUSTER_PID = "org.pleach.cluster";
    /** The PID for the {@code scion} block. */
    public static final String SCION_PID = "org.pleach.scion";
    /** The PID for {@code http}, {@code http_port} and their like. */
    public static final String MONITORING_PID = "org.pleach.monitoring";

    /**
     * The PID for whoever serves the system account. It is there whenever the broker's is, and has the keys of
     * {@link #MONITORING_PID}, since requests ask for them, too.
     */
    public static final String SYSTEM_PID = "org.pleach.system";

    /** The PID for the {@code websocket} block. */
    public static final String WEBSOCKET_PID = "org.pleach.websocket";

    static final String CONFIG_FILE = "config_file";
    private static final String CLUSTER_NAME = "cluster_name";
    private static final String CERTIFICATES = "certificates_digest";
    private static final String MONITORING_PREFIX = "http";

    private final Path file;
    private final List<Path> files;
    private final String digest;
    private final List<ConfigProblem> warnings;
    private final Config config;

    PleachConfig(Path file, List<Path> files, String digest, List<ConfigProblem> warnings, Config config) {
        this.file = file;
        this.files = List.copyOf(files);
        this.digest = digest;
        this.warnings = List.copyOf(warnings);
        this.config = config;
    }

    /**
     * Reads a file and settings that win over it.
     *
     * @param file      in nats-server's format or HOCON, or null if there is none
     * @param overrides HOCON or JSON text, blank for none
     * @throws ConfigRefusedException with everything that is wrong
     */
    public static PleachConfig load(Path file, String overrides) throws ConfigRefusedException {
        return new ConfigLoader(file).overrides(overrides).load();
    }

    /** The file, or null. */
    public Path file() {
        return file;
    }

    /** The file and all that it includes. */
    public List<Path> files() {
        return files;
    }

    /** {@code sha256:...} of what the file says, the one that nats-server logs for the same file; null without a file. */
    public String digest() {
        return digest;
    }

    /** The files with certificates and keys that it names: whoever watches {@link #files} should watch these too. */
    public List<Path> certificateFiles() {
        return CertificateFiles.in(config);
    }

    /** What is odd but allowed. */
    public List<ConfigProblem> warnings() {
        return warnings;
    }

    /** All settings in one tree. */
    public Config config() {
        return config;
    }

    /**
     * The settings by PID, keys relative to the section. The broker's is always there, with {@code config_file} and
     * {@code cluster_name} added for its log, and {@code certificates_digest} where files with certificates are named; so
     * is that of the system account; another only if its section is in the configuration.
     */
    public Map<String, Config> sections() {
        Map<String, Config> sections = new LinkedHashMap<>();
        ConfigObject broker = config.root().withoutKey("cluster").withoutKey("scion")
                .withoutKey("websocket");
        ConfigObject monitoring = ConfigFactory.empty().root();
        for (Map.Entry<String, ConfigValue> entry : config.root().entrySet()) {
            if (entry.getKey().startsWith(MONITORING_PREFIX)) {
                monitoring = monitoring.withValue(entry.getKey(), entry.getValue());
                broker = broker.withoutKey(entry.getKey());
            }
        }
        if (config.hasPath("cluster.name")) {
            broker = broker.withValue(CLUSTER_NAME, config.getValue("cluster.name"));
        }
        putIfThere(sections, SCION_PID, "scion");
        if (monitoring.containsKey(MONITORING_PREFIX)) {
            sections.put(MONITORING_PID, monitoring.toConfig());
        }
        sections.put(SYSTEM_PID, monitoring.toConfig());
        putIfThere(sections, CLUSTER_PID, "cluster");
        putIfThere(sections, WEBSOCKET_PID, "websocket");
        sections.computeIfPresent(WEBSOCKET_PID, (pid, section) -> withDigest(section));
        sections.put(BROKER_PID, withDigest(broker.toConfig()));
        return sections;
    }

    /** With a mark that changes with the certificates, so that whoever uses them reads them again. */
    private static Config withDigest(Config section) {
        String digest = CertificateFiles.digest(CertificateFiles.in(section));
        return digest == null ? section
                : section.withValue(CERTIFICATES, ConfigValueFactory.fromAnyRef(digest, "certificate files"));
    }

    private void putIfThere(Map<String, Config> sections, String pid, String key) {
        if (config.root().get(key) instanceof ConfigObject section) {
            sections.put(pid, section.toConfig());
        }
    }
}
