package org.pleach.broker.auth;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pleach.auth.Authenticator;
import org.pleach.broker.Account;
import org.pleach.broker.BrokerOptions.Authorization;
import org.pleach.broker.BrokerOptions.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the users, their nkeys and the token of the {@code authorization} and {@code accounts} blocks. */
final class ConfiguredAuthenticator implements Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredAuthenticator.class);

    private final Authorization authorization;
    private final PasswordWorkers workers;

    ConfiguredAuthenticator(Authorization authorization, PasswordWorkers workers) {
        this.authorization = authorization;
        this.workers = workers;
    }

    @Override
    public Optional<Identity> authenticate(Credentials credentials) {
        return authenticateLater(credentials).toCompletableFuture().join();
    }

    @Override
    public CompletionStage<Optional<Identity>> authenticateLater(Credentials credentials) {
        // In nats-server's order: an nkey counts for nothing where there are none.
        if (credentials.nkey() != null && authorization.hasNkeys()) {
            return prove(authorization.user(credentials.nkey()), credentials);
        }
        User anonymous = authorization.user(authorization.noAuthUser());
        if (anonymous != null && credentials.user() == null && credentials.password() == null && credentials.token() == null) {
            return CompletableFuture.completedFuture(Optional.of(identity(anonymous)));
        }
        if (authorization.token() != null && credentials.token() != null) {
            return compare(authorization.token(), credentials.token(), new Identity("[REDACTED]", Account.GLOBAL));
        }
        User user = credentials.user() == null ? null : authorization.user(credentials.user());
        if (user == null || user.nkey() != null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        String shown = credentials.password() == null ? "" : credentials.password();
        return compare(user.password(), shown, identity(user));
    }

    /** On another thread: checking a signature takes long. */
    private CompletionStage<Optional<Identity>> prove(User user, Credentials credentials) {
        if (user == null || user.nkey() == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (user.name().equals(authorization.noAuthUser())) {
            return CompletableFuture.completedFuture(Optional.of(identity(user)));
        }
        if (credentials.signature() == null || credentials.nonce() == null) {
            LOG.debug("{} - Signature missing", credentials.remote());
            return CompletableFuture.completedFuture(Optional.empty());
        }
        byte[] signature = Nonces.signature(credentials.signature());
        if (signature == null) {
            LOG.debug("{} - Signature not valid base64", credentials.remote());
            return CompletableFuture.completedFuture(Optional.empty());
        }
        byte[] nonce = credentials.nonce().getBytes(StandardCharsets.US_ASCII);
        return workers.submit(() -> {
            if (user.nkey().verifies(nonce, signature)) {
                return Optional.of(identity(user));
            }
            LOG.debug("{} - Signature not verified", credentials.remote());
            return Optional.empty();
        });
    }

    static Identity identity(User user) {
        return new Identity(user.name(), user.account(), user.permissions());
    }

    private CompletionStage<Optional<Identity>> compare(String configured, String shown, Identity identity) {
        if (Passwords.isHash(configured)) {
            return workers.submit(() -> Passwords.same(configured, shown) ? Optional.of(identity) : Optional.empty());
        }
        return CompletableFuture.completedFuture(
                Passwords.same(configured, shown) ? Optional.of(identity) : Optional.empty());
    }
}
