package org.pleach.broker;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pleach.auth.PublicNkey;
import org.pleach.broker.claims.AccountClaims;
import org.pleach.broker.claims.ClaimsException;
import org.pleach.broker.claims.OperatorClaims;
import org.pleach.broker.claims.UserClaims;

/** Reads {@code operator}, {@code resolver} and what belongs to them. */
final class OperatorReader {

    private static final long LARGEST_FILE = 1 << 20;
    private static final String TOKEN_BEGIN = "eyJ";

    private final Settings settings;

    OperatorReader(Settings settings) {
        this.settings = settings;
    }

    /** Null if there is no operator. */
    OperatorOptions read() {
        OperatorClaims first = null;
        Set<String> trusted = new LinkedHashSet<>();
        Set<String> strict = new LinkedHashSet<>();
        for (String written : texts("operator")) {
            OperatorClaims claims = operator(written);
            first = first == null ? claims : first;
            trusted.addAll(claims.trusted());
            strict.addAll(claims.strict() ? claims.signingKeys() : List.of());
        }
        if (first != null && settings.has("trusted_keys")) {
            throw settings.bad("trusted_keys", "operators or trusted keys", "both");
        }
        for (String key : texts("trusted_keys")) {
            trusted.add(checked("trusted_keys", () -> PublicNkey.ofOperator(key)).toString());
        }
        if (trusted.isEmpty()) {
            return null;
        }
        OperatorOptions.Resolver resolver = new ResolverReader(settings).read(first == null ? "" : first.accountServer());
        checkAlone(first, resolver);
        return new OperatorOptions(first == null ? null : first.head().subject(), trusted, strict, resolver,
                preload(resolver), pinned(), sentinel());
    }

    /** The system account that the first operator names, or null. */
    static String systemAccount(Settings settings) {
        List<String> operators = settings.texts("operator");
        if (operators == null || operators.isEmpty()) {
            return null;
        }
        String name = new OperatorReader(settings).operator(operators.get(0)).systemAccount();
        return name.isEmpty() ? null : name;
    }

    private OperatorClaims operator(String written) {
        try {
            return OperatorClaims.read(written.startsWith(TOKEN_BEGIN) ? written : content(written));
        } catch (ClaimsException e) {
            throw new ConfigException.BadValue(settings.origin("operator"), "operator", e.getMessage(), e);
        }
    }

    private String content(String name) {
        try {
            Path file = Path.of(name);
            if (Files.size(file) > LARGEST_FILE) {
                throw settings.bad("operator", "a file of at most " + LARGEST_FILE + " bytes", "more");
            }
            return Files.readString(file);
        } catch (IOException | InvalidPathException e) {
            throw new ConfigException.BadValue(settings.origin("operator"), "operator",
                    "expected a token or a file with one, found neither: " + e.getMessage(), e);
        }
    }

    private void checkAlone(OperatorClaims operator, OperatorOptions.Resolver resolver) {
        for (String key : List.of("accounts", "authorization.users", "authorization.user", "authorization.token", "authorization.auth_callout",
                "no_auth_user")) {
            if (settings.has(key)) {
                throw settings.bad(key, "users and accounts to be known by the operator's tokens alone", "some that are configured");
            }
        }
        String system = settings.text("system_account");
        String ofOperator = operator == null || operator.systemAccount().isEmpty() ? null : operator.systemAccount();
        if (system != null && ofOperator != null && !system.equals(ofOperator)) {
            throw settings.bad("system_account", "the one that the operator's token names, or none", system);
        }
        if (resolver instanceof OperatorOptions.Directory && system == null && ofOperator == null) {
            throw settings.bad("resolver", "a system account, here or in the operator's token, for a resolver with a directory",
                    "none");
        }
    }

    private Map<String, String> preload(OperatorOptions.Resolver resolver) {
        Map<String, String> preload = new LinkedHashMap<>();
        Settings block = settings.block("resolver_preload");
        for (String name : block == null ? List.<String>of() : block.names()) {
            String token = block.text(name);
            checked("resolver_preload", () -> {
                try {
                    return AccountClaims.read(token);
                } catch (ClaimsException e) {
                    throw new IllegalArgumentException("account " + name + ": " + e.getMessage(), e);
                }
            });
            preload.put(name, token);
        }
        if (!preload.isEmpty() && resolver instanceof OperatorOptions.Url) {
            throw settings.bad("resolver_preload", "a resolver that can be written to", "one with a URL");
        }
        return preload;
    }

    private Set<String> pinned() {
        Set<String> pinned = new LinkedHashSet<>();
        for (String key : texts("resolver_pinned_accounts")) {
            pinned.add(checked("resolver_pinned_accounts", () -> PublicNkey.ofAccount(key)).toString());
        }
        String system = settings.has("system_account") ? settings.text("system_account") : systemAccount(settings);
        if (!pinned.isEmpty() && system != null) {
            pinned.add(system);
        }
        return pinned;
    }

    private String sentinel() {
        String token = settings.text("default_sentinel");
        if (token == null) {
            return null;
        }
        try {
            UserClaims claims = UserClaims.read(token);
            if (!claims.limits().bearer() && (claims.issuerAccount().isEmpty() || !claims.bare())) {
                throw settings.bad("default_sentinel", "a bearer token", "another");
            }
            return token;
        } catch (ClaimsException e) {
            throw new ConfigException.BadValue(settings.origin("default_sentinel"), "default_sentinel", e.getMessage(), e);
        }
    }

    private List<String> texts(String key) {
        List<String> texts = settings.type(key) == ConfigValueType.NULL ? null : settings.texts(key);
        return texts == null ? List.of() : texts;
    }

    private interface Reader<T> {
        T read();
    }

    private <T> T checked(String key, Reader<T> reader) {
        try {
            return reader.read();
        } catch (IllegalArgumentException e) {
            throw new ConfigException.BadValue(settings.origin(key), key, e.getMessage(), e);
        }
    }
}
