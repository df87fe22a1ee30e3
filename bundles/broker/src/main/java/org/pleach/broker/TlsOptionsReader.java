package org.pleach.broker;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.pleach.transport.TlsSettings;

/** Reads the {@code tls} block. */
final class TlsOptionsReader {

    private final Settings settings;

    TlsOptionsReader(Settings settings) {
        this.settings = settings;
    }

    /** Null if there is none. */
    ClientTlsOptions read() {
        boolean map = flag("tls.verify_and_map");
        boolean verify = map || flag("tls.verify");
        if (!settings.has("tls.cert_file") && !settings.has("tls.key_file") && !verify) {
            return null;
        }
        try {
            TlsSettings files = new TlsSettings(settings.path("tls.cert_file"), settings.path("tls.key_file"),
                    settings.path("tls.ca_file"), verify, false, null, timeout(), texts("tls.cipher_suites"),
                    settings.has("tls.min_version") ? settings.text("tls.min_version") : "1.2",
                    Set.copyOf(texts("tls.pinned_certs").stream().map(pin -> pin.toLowerCase(Locale.ROOT))
                            .collect(Collectors.toSet())));
            Duration fallback = fallback();
            return new ClientTlsOptions(files, map, fallback != null, fallback, flag("allow_non_tls"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.BadValue(settings.origin("tls"), "tls", e.getMessage());
        }
    }

    private int timeout() {
        return settings.has("tls.timeout")
                ? (int) Math.min(Integer.MAX_VALUE, settings.duration("tls.timeout", Duration.ofMillis(1)).toMillis())
                : TlsSettings.DEFAULT_TIMEOUT_MILLIS;
    }

    /** Null if INFO goes first. */
    private Duration fallback() {
        String text = settings.has("tls.handshake_first") ? settings.text("tls.handshake_first") : "false";
        return switch (text) {
            case "false" -> null;
            case "true" -> Duration.ZERO;
            case "auto" -> ClientTlsOptions.AUTO_FALLBACK;
            default -> settings.duration("tls.handshake_first", Duration.ofNanos(1));
        };
    }

    private List<String> texts(String key) {
        return settings.list(key).stream().map(ConfigValue::unwrapped).map(String::valueOf).toList();
    }

    private boolean flag(String key) {
        return settings.has(key) && settings.flag(key);
    }
}
