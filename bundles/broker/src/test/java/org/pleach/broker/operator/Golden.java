package org.pleach.broker.operator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys and tokens in {@code tokens.properties}. */
public final class Golden {

    private static final Pattern NAME = Pattern.compile("\\$\\{([a-z.]+)}");
    private static final Properties ALL = read();

    private Golden() { }

    private static Properties read() {
        Properties all = new Properties();
        try (InputStream in = Golden.class.getResourceAsStream("tokens.properties")) {
            all.load(in);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A value, such as {@code ann.token}. */
    public static String get(String name) {
        String value = ALL.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return value;
    }

    /** The text with what each <code>${name}</code> in it stands for. */
    public static String fill(String text) {
        return NAME.matcher(text).replaceAll(found -> Matcher.quoteReplacement(get(found.group(1))));
    }

    /** A configuration with a resolver in memory that knows all accounts. */
    public static String config() {
        return fill("operator: ${operator.token}\nresolver: MEMORY\nresolver_preload {\n  ${sys.key}: ${sys.token}\n"
                + "  ${shop.key}: ${shop.token}\n  ${web.key}: ${web.token}\n  ${stranger.key}: ${stranger.token}\n}\n");
    }
}
