package org.pleach.broker;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueType;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pleach.broker.OperatorOptions.Deletion;
import org.pleach.broker.OperatorOptions.Directory;
import org.pleach.broker.OperatorOptions.Memory;
import org.pleach.broker.OperatorOptions.Resolver;
import org.pleach.broker.OperatorOptions.Url;
import org.pleach.transport.TlsSettings;

/** Reads {@code resolver}: a word, {@code URL(...)}, or a block with a directory. */
final class ResolverReader {

    private static final String KEY = "resolver";
    private static final String EXPECTED = "MEMORY, URL(...), or a block with type full or cache and dir";
    private static final Pattern MEMORY = Pattern.compile("(?i)\\s*(MEM|MEMORY)\\s*");
    private static final Pattern URL = Pattern.compile("(?i)\\s*URL\\(\\s*\"?([^\\s\"]+?)\"?\\s*\\)\\s*");
    private static final Duration TIMEOUT = Duration.ofMillis(1900);
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final long CACHED = 1000;

    private final Settings settings;

    ResolverReader(Settings settings) {
        this.settings = settings;
    }

    /** @param accountServer the URL that the operator's token has for the case that nothing is configured, or empty */
    Resolver read(String accountServer) {
        if (!settings.has(KEY)) {
            if (!accountServer.isEmpty()) {
                return url("operator", accountServer + (accountServer.endsWith("/") ? "accounts" : "/accounts"));
            }
            throw new ConfigException.Missing("operators require an account resolver to be configured: resolver");
        }
        if (settings.type(KEY) == ConfigValueType.OBJECT) {
            return block(settings.block(KEY));
        }
        String text = settings.text(KEY);
        Matcher url = URL.matcher(text);
        if (url.matches()) {
            return url(KEY, url.group(1));
        }
        if (MEMORY.matcher(text).matches()) {
            return new Memory();
        }
        throw settings.bad(KEY, EXPECTED, text);
    }

    private Url url(String key, String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() == null || !uri.getScheme().matches("(?i)https?")) {
                throw settings.bad(key, "a URL with http or https and a host", "another");
            }
            TlsSettings tls = settings.has("resolver_tls") ? new TlsSettings(settings.path("resolver_tls.cert_file"),
                    settings.path("resolver_tls.key_file"), settings.path("resolver_tls.ca_file"), true,
                    settings.has("resolver_tls.insecure") && settings.flag("resolver_tls.insecure"), null,
                    TlsSettings.DEFAULT_TIMEOUT_MILLIS) : null;
            return new Url(text.endsWith("/") ? text : text + '/', tls);
        } catch (IllegalArgumentException e) {
            throw new ConfigException.BadValue(settings.origin(key), key, "expected a URL, or: " + e.getMessage());
        }
    }

    private Resolver block(Settings block) {
        String type = block.has("type") ? block.text("type").toLowerCase(Locale.ROOT) : "";
        if (type.matches("mem|memory")) {
            return new Memory();
        }
        if (!type.matches("full|cache")) {
            throw settings.bad(KEY, EXPECTED, "a block with the type \"" + type + '"');
        }
        boolean full = type.equals("full");
        refuse(block, full ? "ttl" : "interval");
        if (!full) {
            refuse(block, "allow_delete");
            refuse(block, "hard_delete");
        }
        long limit = block.has("limit") ? block.whole("limit", 0, Integer.MAX_VALUE) : 0;
        return new Directory(dir(block), full, full ? deletion(block) : Deletion.REMOVE,
                limit > 0 ? limit : full ? Long.MAX_VALUE : CACHED, duration(block, "interval", INTERVAL),
                duration(block, "timeout", TIMEOUT), duration(block, "ttl", Duration.ZERO));
    }

    private Path dir(Settings block) {
        if (!block.has("dir") || block.text("dir").isEmpty()) {
            throw settings.bad(KEY, "dir: a directory", "none");
        }
        Path dir = Path.of(block.text("dir"));
        if (Files.exists(dir) && !(Files.isDirectory(dir) && Files.isWritable(dir))) {
            throw settings.bad(KEY, "dir: a directory that can be written to", dir.toString());
        }
        return dir;
    }

    private Deletion deletion(Settings block) {
        boolean allowed = block.has("allow_delete") && block.flag("allow_delete");
        boolean hard = block.has("hard_delete") && block.flag("hard_delete");
        if (hard && !allowed) {
            throw settings.bad(KEY, "hard_delete with allow_delete only", "hard_delete alone");
        }
        return !allowed ? Deletion.NONE : hard ? Deletion.REMOVE : Deletion.RENAME;
    }

    private static Duration duration(Settings block, String key, Duration absent) {
        Duration set = block.has(key) ? block.duration(key, Duration.ZERO) : Duration.ZERO;
        return set.isZero() ? absent : set;
    }

    private void refuse(Settings block, String key) {
        if (block.has(key)) {
            throw settings.bad(KEY, "no " + key + " with this type", key);
        }
    }
}
