package org.pleach.broker.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.pleach.auth.Authenticator;
import org.pleach.broker.Account;
import org.pleach.broker.BrokerOptions.Authorization;
import org.pleach.broker.BrokerOptions.User;

/**
 * Knows the users and the token of the {@code authorization} block. Secrets are compared by their digests, so that neither
 * their content nor their length can be found out by timing.
 */
final class ConfiguredAuthenticator implements Authenticator {

    private final Authorization authorization;

    ConfiguredAuthenticator(Authorization authorization) {
        this.authorization = authorization;
    }

    @Override
    public Optional<Identity> authenticate(Credentials credentials) {
        if (authorization.token() != null && credentials.token() != null
                && same(authorization.token(), credentials.token())) {
            return Optional.of(new Identity("[REDACTED]", Account.GLOBAL));
        }
        if (credentials.user() == null || credentials.password() == null) {
            return Optional.empty();
        }
        for (User user : authorization.users()) {
            if (user.name().equals(credentials.user())) {
                return same(user.password(), credentials.password())
                        ? Optional.of(new Identity(user.name(), Account.GLOBAL)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean same(String expected, String shown) {
        return MessageDigest.isEqual(digest(expected), digest(shown));
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
