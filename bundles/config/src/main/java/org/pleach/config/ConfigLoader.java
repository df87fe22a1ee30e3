package org.pleach.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.pleach.config.schema.ConfigSchema;
import org.pleach.config.schema.FinalForm;
import org.pleach.config.schema.Reading;
import org.pleach.config.syntax.ConfigFiles;
import org.pleach.config.syntax.ConfigReader;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.JsonText;

/** Loads a configuration once, from a file and settings that win over it. For one thread. */
public final class ConfigLoader {

    private static final String OVERRIDES = "command line";

    private final Path file;
    private final ConfigFiles files = new ConfigFiles();
    private String overrides = "";
    private boolean strict;
    private UnaryOperator<String> environment = System::getenv;

    /** @param file in nats-server's format or HOCON, or null if there is none */
    public ConfigLoader(Path file) {
        this.file = file;
    }

    /** Settings that win over the file's, as HOCON or JSON text; blank for none. */
    public ConfigLoader overrides(String text) {
        overrides = Objects.requireNonNull(text, "text");
        return this;
    }

    /** Whether keys that nats-server has and Pleach does not have yet are refused; otherwise they are warned of. */
    public ConfigLoader strict(boolean refuse) {
        strict = refuse;
        return this;
    }

    /** Where {@code $NAME} looks when no key has that name; the process's environment unless set. Null means unset. */
    public ConfigLoader environment(UnaryOperator<String> variables) {
        environment = Objects.requireNonNull(variables, "variables");
        return this;
    }

    /** The file and all that it includes, as far as they were read, also if {@link #load} threw. */
    public List<Path> files() {
        return files.files();
    }

    /**
     * Reads and checks.
     *
     * @throws ConfigRefusedException with everything that is wrong
     */
    public PleachConfig load() throws ConfigRefusedException {
        Reading reading = new Reading(strict);
        List<ConfigProblem> warnings = new ArrayList<>();
        Block checked = ConfigSchema.nothing(file == null ? OVERRIDES : file.toString());
        String digest = null;
        if (file != null) {
            ConfigReader.Result read = ConfigReader.read(file, files, environment);
            warnings.addAll(read.warnings());
            if (read.root().members().isEmpty()) {
                warnings.add(new ConfigProblem(file.toString(), 0, 0, "there is no setting in this file"));
            }
            digest = digest(read.root());
            checked = ConfigSchema.check(read.root(), reading);
        }
        if (!overrides.isBlank()) {
            checked = checked.overlaidBy(ConfigSchema.check(ConfigReader.read(overrides, OVERRIDES), reading));
        }
        refuseIfWrong(reading);
        Block root = FinalForm.of(checked, reading);
        refuseIfWrong(reading);
        warnings.addAll(reading.warnings());
        return new PleachConfig(file, files.files(), digest, warnings, ConfigTree.config(root, file));
    }

    private static void refuseIfWrong(Reading reading) throws ConfigRefusedException {
        if (!reading.refusals().isEmpty()) {
            throw new ConfigRefusedException(reading.refusals());
        }
    }

    private static String digest(Block root) {
        try {
            byte[] json = (JsonText.of(root) + '\n').getBytes(StandardCharsets.UTF_8);
            return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
