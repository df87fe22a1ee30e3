package org.pleach.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The files that {@code tls} blocks name: a change of them is a change of the configuration. */
final class CertificateFiles {

    private static final List<String> KEYS = List.of("cert_file", "key_file", "ca_file");

    private CertificateFiles() { }

    /** All of them in {@code config}, absolute. */
    static List<Path> in(Config config) {
        return config.entrySet().stream().filter(CertificateFiles::isFile).map(Map.Entry::getValue)
                .map(value -> Path.of((String) value.unwrapped()).toAbsolutePath().normalize()).distinct().sorted().toList();
    }

    private static boolean isFile(Map.Entry<String, ConfigValue> entry) {
        String path = entry.getKey();
        return entry.getValue().valueType() == ConfigValueType.STRING
                && KEYS.contains(path.substring(path.lastIndexOf('.') + 1));
    }

    /** Changes when a file does; null without files. */
    static String digest(List<Path> files) {
        if (files.isEmpty()) {
            return null;
        }
        try {
            MessageDigest all = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                all.update(file.toString().getBytes(StandardCharsets.UTF_8));
                all.update((byte) 0);
                all.update(MessageDigest.getInstance("SHA-256").digest(content(file)));
            }
            return HexFormat.of().formatHex(all.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
