package org.pleach.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The scenarios in one language. They print what they saw, one line a time. */
enum Suite {

    /** nats-py; the variable names the interpreter of an environment that has it. */
    PYTHON("NATS_PY_PYTHON") {
        @Override
        List<String> command() {
            return List.of(System.getenv("NATS_PY_PYTHON"), "src/test/python/scenarios.py");
        }
    },

    /** nats.js; the variable names the folder that has {@code node_modules}. */
    NODE("NATS_JS_MODULES") {
        @Override
        List<String> command() {
            return List.of("node", "src/test/node/scenarios.mjs");
        }
    };

    private static final long PATIENCE_SECONDS = 120;

    private final String variable;

    Suite(String variable) {
        this.variable = variable;
    }

    abstract List<String> command();

    /** The environment variable that says where the client is. */
    String variable() {
        return variable;
    }

    boolean isInstalled() {
        return System.getenv(variable) != null;
    }

    /** Runs all scenarios; {@code authority} is the certificate to trust, or null. */
    List<String> run(String url, Path authority, Path folder) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "seen", ".txt");
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command()).redirectOutput(out.toFile()).redirectError(errors.toFile());
        builder.environment().put("URL", url);
        if (this == NODE) {
            builder.environment().put("MODULES", System.getenv(variable));
        }
        if (authority != null) {
            builder.environment().put("TLS_CA", authority.toString());
        }
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        List<String> seen = Files.readAllLines(out);
        assertThat(ended && process.exitValue() == 0)
                .as(() -> name() + " against " + url + " failed after " + seen + ":\n" + text(errors)).isTrue();
        return seen;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
