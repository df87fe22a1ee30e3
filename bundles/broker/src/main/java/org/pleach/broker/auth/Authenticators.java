package org.pleach.broker.auth;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.pleach.auth.Authenticator;
import org.pleach.auth.Authenticator.Credentials;
import org.pleach.auth.Authenticator.Identity;
import org.pleach.broker.Account;
import org.pleach.broker.BrokerOptions.Authorization;
import org.pleach.broker.BrokerOptions.User;
import org.pleach.broker.tls.CertificateUsers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks whoever can tell who a connection is: the authenticators given from outside in their order, then the configuration.
 * Once there was one from outside, the door does not open by itself when the last of them goes, as it does for a moment when
 * its bundle is updated: then nobody is let in until one is back or the configuration says who. Safe to use from any thread.
 */
public final class Authenticators {

    private static final Logger LOG = LoggerFactory.getLogger(Authenticators.class);
    private static final CompletableFuture<Optional<Identity>> NOBODY = CompletableFuture.completedFuture(Optional.empty());

    private final Supplier<Authorization> configured;
    private final PasswordWorkers workers;
    private final Nonces nonces;
    private volatile List<Authenticator> services = List.of();
    private volatile boolean hadServices;
    private volatile Authenticator operator;

    /**
     * @param configured the {@code authorization} block in force now
     * @param workers    compare hashed passwords and check signatures
     * @param random     makes what clients have to sign
     */
    public Authenticators(Supplier<Authorization> configured, PasswordWorkers workers, SecureRandom random) {
        this.nonces = new Nonces(random);
        this.configured = configured;
        this.workers = workers;
    }

    /** Replaces the authenticators given from outside; the first is asked first. */
    public void services(List<Authenticator> ranked) {
        if (ranked.isEmpty() && !services.isEmpty() && !configured.get().required()) {
            LOG.warn("The last authenticator is gone: no client is let in until one is back");
        }
        hadServices |= !ranked.isEmpty();
        services = List.copyOf(ranked);
    }

    /** Sets who knows users by tokens: it is asked after the services, instead of the configuration; null for nobody. */
    public void operator(Authenticator mode) {
        operator = mode;
    }

    /** Whether users are known by tokens. */
    public boolean takesTokens() {
        return operator != null;
    }

    /** What a new connection has to sign if it shows an nkey; null if nobody would look at it. */
    public String nonce() {
        return takesNkeys() || takesTokens() || !services.isEmpty() ? nonces.next() : null;
    }

    /** Whether users are configured that show an nkey. */
    public boolean takesNkeys() {
        return configured.get().hasNkeys();
    }

    /** Whether somebody's password stands in the configuration as such, for whoever can read the file. */
    public boolean takesPlaintextPasswords() {
        return configured.get().users().values().stream().map(User::password)
                .anyMatch(password -> password != null && !password.isEmpty() && !Passwords.isHash(password));
    }

    /** Whether a connection has to show anything. */
    public boolean required() {
        return hadServices || takesTokens() || configured.get().required() || configured.get().authenticatorRequired();
    }

    /**
     * The configured user that a certificate names ({@code verify_and_map}), or empty if there is none. With no users
     * configured everybody with a good certificate may connect.
     */
    public Optional<Identity> byCertificate(X509Certificate certificate) {
        Authorization authorization = configured.get();
        if (!authorization.required()) {
            return Optional.of(new Identity(null, Account.GLOBAL));
        }
        return CertificateUsers.find(certificate, names(authorization))
                .map(name -> ConfiguredAuthenticator.identity(authorization.user(name)));
    }

    private static List<String> names(Authorization authorization) {
        return authorization.users().values().stream().filter(user -> user.nkey() == null).map(User::name).sorted().toList();
    }

    /** Whether everybody may come in who shows nothing, as a user that is configured for it. */
    public boolean anonymousAllowed() {
        Authorization authorization = configured.get();
        return services.isEmpty() && !takesTokens() && authorization.callout() == null && authorization.required() && authorization.user(authorization.noAuthUser()) != null;
    }

    /** Whether clients are told that they need not show anything. */
    public boolean offersAnonymity() {
        return anonymousAllowed() && !configured.get().noAuthUser().equals(User.ANYBODY);
    }

    /**
     * Who shows these, or empty if it is not let in; never completes exceptionally. Cancelling it tells whoever is asked that
     * the answer is not wanted any more.
     */
    public CompletableFuture<Optional<Identity>> authenticate(Credentials credentials) {
        return ask(services, 0, credentials);
    }

    private CompletableFuture<Optional<Identity>> ask(List<Authenticator> asked, int from, Credentials credentials) {
        for (int i = from; i < asked.size(); i++) {
            CompletableFuture<Optional<Identity>> answer = answer(asked.get(i), credentials);
            if (!answer.isDone()) {
                int next = i + 1;
                return linked(answer, answer.thenCompose(
                        identity -> identity.isPresent() ? CompletableFuture.completedFuture(identity)
                                : ask(asked, next, credentials)));
            }
            if (answer.join().isPresent()) {
                return answer;
            }
        }
        Authorization authorization = configured.get();
        if (takesTokens()) {
            return answer(operator, credentials);
        }
        if (authorization.authenticatorRequired() && asked.isEmpty()) {
            return NOBODY;
        }
        if (authorization.required()) {
            return answer(new ConfiguredAuthenticator(authorization, workers), credentials);
        }
        return hadServices || authorization.authenticatorRequired() ? NOBODY
                : CompletableFuture.completedFuture(Optional.of(new Identity(credentials.user(), Account.GLOBAL)));
    }

    private static CompletableFuture<Optional<Identity>> answer(Authenticator asked, Credentials credentials) {
        CompletionStage<Optional<Identity>> answer;
        try {
            answer = asked.authenticateLater(credentials);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        CompletableFuture<Optional<Identity>> future = answer.toCompletableFuture();
        return linked(future, future.exceptionally(Authenticators::failed));
    }

    private static Optional<Identity> failed(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        LOG.error("Authenticator failed, the connection is not let in: {}", String.valueOf(cause));
        return Optional.empty();
    }

    /** Lets {@code result}, when cancelled, cancel what it waits for. */
    private static <T> CompletableFuture<T> linked(CompletableFuture<?> awaited, CompletableFuture<T> result) {
        if (!result.isDone()) {
            result.whenComplete((value, failure) -> {
                if (result.isCancelled()) {
                    awaited.cancel(true);
                }
            });
        }
        return result;
    }
}
