package org.pleach.broker.auth;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pleach.auth.Authenticator;
import org.pleach.broker.Account;
import org.pleach.broker.BrokerOptions.Authorization;
import org.pleach.broker.BrokerOptions.User;

/** Knows the users and the token of the {@code authorization} and {@code accounts} blocks. */
final class ConfiguredAuthenticator implements Authenticator {

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
        User anonymous = authorization.user(authorization.noAuthUser());
        if (anonymous != null && credentials.areEmpty()) {
            return CompletableFuture.completedFuture(Optional.of(identity(anonymous)));
        }
        if (authorization.token() != null && credentials.token() != null) {
            return compare(authorization.token(), credentials.token(), new Identity("[REDACTED]", Account.GLOBAL));
        }
        User user = credentials.user() == null ? null : authorization.user(credentials.user());
        if (user == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        String shown = credentials.password() == null ? "" : credentials.password();
        return compare(user.password(), shown, identity(user));
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
