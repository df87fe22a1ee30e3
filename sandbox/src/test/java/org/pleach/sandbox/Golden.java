package org.pleach.sandbox;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The recordings under {@code golden/}. */
public final class Golden {

    private static final ConfigParseOptions JSON = ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON);

    private Golden() { }

    public static byte[] bytes(String file) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("no golden/" + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static boolean has(String file) {
        return Golden.class.getResource("/golden/" + file) != null;
    }

    public static Config json(String file) {
        return parse(new String(bytes(file), StandardCharsets.UTF_8));
    }

    /** A file that is one JSON list. */
    public static List<? extends Config> list(String file) {
        return parse("{\"list\":" + new String(bytes(file), StandardCharsets.UTF_8) + "}").getConfigList("list");
    }

    /** A file with one JSON object on each line. */
    public static List<Config> lines(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8).lines().map(Golden::parse).toList();
    }

    private static Config parse(String json) {
        return ConfigFactory.parseString(json, JSON);
    }
}
