package org.pleach.broker.operator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.pleach.auth.Authenticator;
import org.pleach.auth.PublicNkey;
import org.pleach.broker.OperatorOptions;
import org.pleach.broker.auth.Nonces;
import org.pleach.broker.auth.PasswordWorkers;
import org.pleach.broker.claims.AccountClaims;
import org.pleach.broker.claims.ClaimsException;
import org.pleach.broker.claims.UserClaims;
import org.pleach.transport.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the users of accounts by their tokens, in nats-server's order and words. */
final class OperatorAuthenticator implements Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorAuthenticator.class);

    private final Supplier<OperatorOptions> options;
    private final TrustedAccounts accounts;
    private final PasswordWorkers workers;
    private final Network network;

    OperatorAuthenticator(Supplier<OperatorOptions> options, TrustedAccounts accounts, PasswordWorkers workers,
            Network network) {
        this.options = options;
        this.accounts = accounts;
        this.workers = workers;
        this.network = network;
    }

    @Override
    public Optional<Identity> authenticate(Credentials credentials) {
        return authenticateLater(credentials).toCompletableFuture().join();
    }

    @Override
    public CompletionStage<Optional<Identity>> authenticateLater(Credentials credentials) {
        String token = credentials.jwt() != null ? credentials.jwt() : options.get().sentinel();
        if (token == null) {
            LOG.debug("{} - Authentication requires a user JWT", credentials.remote());
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return workers.submit(() -> user(token)).thenCompose(user -> accounts.lookup(user.account())
                .exceptionally(failure -> {
                    throw new CompletionException(new ClaimsException("Account JWT lookup error: "
                            + AccountClaimsCheck.reason(failure)));
                })
                .thenCompose(account -> workers.submit(() -> admit(user, account, credentials))))
                .exceptionally(failure -> {
                    LOG.debug("{} - {}", credentials.remote(), AccountClaimsCheck.reason(failure));
                    return Optional.empty();
                });
    }

    private UserClaims user(String token) {
        UserClaims user;
        try {
            user = UserClaims.read(token);
        } catch (ClaimsException e) {
            throw refused("User JWT not valid: " + e.getMessage());
        }
        String wrong = user.head().wrongAt(accounts.now());
        if (wrong != null) {
            throw refused("User JWT no longer valid: " + wrong);
        }
        if (!options.get().pinned().isEmpty() && !options.get().pinned().contains(user.account())) {
            throw refused("Account " + user.account() + " not listed as operator pinned account");
        }
        return user;
    }

    private Optional<Identity> admit(UserClaims signed, AccountClaims account, Credentials credentials) {
        try {
            UserClaims user = UserCheck.scoped(signed, account,
                    options.get().strict().contains(account.head().issuer()));
            String wrong = UserCheck.wrong(user, account, credentials.transport(), host(credentials.remote()));
            wrong = wrong != null || user.limits().bearer() ? wrong : unproven(user, credentials);
            if (wrong != null) {
                throw refused(wrong);
            }
            Instant now = Instant.ofEpochMilli(network.currentTimeMillis());
            Duration left = ConnectTimes.left(user.limits(), now);
            if (left == null) {
                LOG.error("{} - Outside connect times", credentials.remote());
                return Optional.empty();
            }
            return Optional.of(UserCheck.identity(user, account, left, now));
        } catch (ClaimsException e) {
            throw refused(e.getMessage());
        }
    }

    /** What is wrong with the proof that it has the private half of its nkey, or null. */
    private static String unproven(UserClaims user, Credentials credentials) {
        if (credentials.signature() == null || credentials.nonce() == null) {
            return "Signature missing";
        }
        byte[] signature = Nonces.signature(credentials.signature());
        if (signature == null) {
            return "Signature not valid base64";
        }
        return PublicNkey.ofUser(user.head().subject()).verifies(credentials.nonce().getBytes(StandardCharsets.US_ASCII),
                signature) ? null : "Signature not verified";
    }

    private static String host(String remote) {
        int colon = remote.lastIndexOf(':');
        String host = colon < 0 ? remote : remote.substring(0, colon);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static CompletionException refused(String why) {
        return new CompletionException(new ClaimsException(why));
    }
}
