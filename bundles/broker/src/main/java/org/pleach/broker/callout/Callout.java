package org.pleach.broker.callout;

import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.pleach.auth.Authenticator.Identity;
import org.pleach.auth.Permissions;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.ServerIdentity;
import org.pleach.broker.auth.PasswordWorkers;
import org.pleach.broker.claims.CalloutClaims;
import org.pleach.broker.claims.ClaimsException;
import org.pleach.broker.claims.SigningKey;
import org.pleach.broker.claims.UserClaims;
import org.pleach.broker.delivery.AccountMessages;
import org.pleach.broker.delivery.Accounts;
import org.pleach.broker.delivery.InternalPublisher;
import org.pleach.transport.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a service who a connection is: a request to {@code $SYS.REQ.USER.AUTH} in an account, with a token that the server
 * signs, and an answer with a token that the service signs. Safe to use from any thread.
 */
public final class Callout implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Callout.class);
    private static final String SUBJECT = "$SYS.REQ.USER.AUTH";
    private static final int MOST = 65_536;
    private static final long MILLIS = 1000;

    private final CalloutRules rules;
    private final Supplier<BrokerOptions> options;
    private final ServerIdentity identity;
    private final SigningKey key;
    private final Network network;
    private final Accounts accounts;
    private final InternalPublisher internal;
    private final PasswordWorkers workers;
    private final Map<String, AccountMessages> services = new HashMap<>();
    private final Map<String, CompletableFuture<String>> waiting = new HashMap<>();
    private long next;

    /**
     * What it needs of the server.
     *
     * @param options in force now
     * @param key     the server's, whose public half is its id
     * @param workers sign, and check signatures
     */
    public record Environment(Supplier<BrokerOptions> options, ServerIdentity identity, SigningKey key, Network network,
                              Accounts accounts, InternalPublisher internal, PasswordWorkers workers) { }

    /** Asks by {@code rules}. */
    public Callout(CalloutRules rules, Environment environment) {
        this.rules = rules;
        this.options = environment.options();
        this.identity = environment.identity();
        this.key = environment.key();
        this.network = environment.network();
        this.accounts = environment.accounts();
        this.internal = environment.internal();
        this.workers = environment.workers();
    }

    /** The account whose service is to be asked about a connection, or null if none is. */
    public String asked(Shown shown, Optional<Identity> known) {
        return rules.asked(shown.user(), known);
    }

    /** Keeps a client of the service's account from asking the service by itself. */
    public Identity guarded(Identity client) {
        if (!rules.hasService(client.account())) {
            return client;
        }
        Permissions own = client.permissions() == null ? Permissions.ALL : client.permissions();
        List<String> denied = new ArrayList<>(own.publishDeny());
        denied.add(SUBJECT);
        return new Identity(client.user(), client.account(), new Permissions(own.publishAllow(), denied, own.subscribeAllow(),
                own.subscribeDeny(), own.responses()), client.terms());
    }

    /** Who the service of {@code account} says it is; empty if nobody, or too late. Never completes exceptionally. */
    public CompletableFuture<Optional<Identity>> ask(Shown shown, String account) {
        String hindrance = rules.hindrance(account);
        if (hindrance != null) {
            LOG.warn("{}", hindrance);
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return workers.submit(SigningKey::ofUser).thenCompose(user -> answer(shown, account, user.text())
                .thenCompose(token -> workers.submit(() -> user(token, account, user.text())))
                .thenCompose(answered -> rules.admit(answered.user(), answered.claims(), account, shown)))
                .thenApply(Optional::of)
                .exceptionally(failure -> {
                    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    if (cause instanceof TimeoutException) {
                        LOG.debug("Authorization callout response not received in time on account \"{}\"", account);
                    } else {
                        LOG.warn("{}", cause.getMessage());
                    }
                    return Optional.empty();
                });
    }

    private CompletableFuture<String> answer(Shown shown, String account, String user) {
        AccountMessages service = service(account);
        CompletableFuture<String> answer = new CompletableFuture<>();
        String id;
        synchronized (this) {
            if (waiting.size() >= MOST) {
                return CompletableFuture.failedFuture(new ClaimsException("too many authorization callouts wait"));
            }
            id = Long.toString(next++);
            waiting.put(id, answer);
        }
        long timeout = options.get().authorization().timeout().toMillis();
        Future<?> timer = network.eventLoops().next().schedule(() -> answer.completeExceptionally(new TimeoutException()),
                timeout, TimeUnit.MILLISECONDS);
        answer.whenComplete((token, failure) -> {
            timer.cancel(false);
            synchronized (this) {
                waiting.remove(id);
            }
        });
        long now = network.currentTimeMillis();
        workers.submit(() -> key.sign(new CalloutRequest(identity, options.get(), rules.subject(account), user, shown,
                now / MILLIS, (now + timeout) / MILLIS).toJson())).whenComplete((request, failure) -> {
                    if (failure == null) {
                        service.send(SUBJECT, service.inbox() + id, request.getBytes(StandardCharsets.US_ASCII));
                    } else {
                        answer.completeExceptionally(failure);
                    }
                });
        return answer;
    }

    private synchronized AccountMessages service(String account) {
        return services.computeIfAbsent(account, name -> {
            AccountMessages messages = new AccountMessages(accounts.get(name), internal, identity.id());
            messages.onAnswers((subject, reply, payload) -> {
                CompletableFuture<String> answer;
                synchronized (this) {
                    answer = waiting.remove(subject.substring(messages.inbox().length()));
                }
                if (answer != null) {
                    answer.complete(new String(payload, StandardCharsets.UTF_8));
                }
            });
            return messages;
        });
    }

    private record Answered(UserClaims user, CalloutClaims claims) { }

    private Answered user(String token, String account, String expected) {
        try {
            if (token.isEmpty()) {
                throw new ClaimsException("Auth callout violation: \"no reason supplied\" on account \"" + account + '"');
            }
            CalloutClaims claims = CalloutClaims.read(token);
            long now = network.currentTimeMillis() / MILLIS;
            if (!claims.head().subject().equals(expected)) {
                throw new ClaimsException("Auth callout violation: auth callout response is not for expected user");
            }
            if (!claims.head().audience().equals(identity.id())) {
                throw new ClaimsException("Auth callout violation: auth callout response is not for server");
            }
            if (!claims.error().isEmpty()) {
                throw new ClaimsException("Auth callout service returned an error: " + claims.error());
            }
            UserClaims user = UserClaims.read(claims.jwt());
            if (!user.head().subject().equals(expected)) {
                throw new ClaimsException("Expected authorized user of \"" + expected + "\" but got another on account \""
                        + account + '"');
            }
            String wrong = claims.head().wrongAt(now) != null ? claims.head().wrongAt(now) : user.head().wrongAt(now);
            if (wrong != null) {
                throw new ClaimsException("Error validating user JWT: " + wrong);
            }
            return new Answered(user, claims);
        } catch (ClaimsException e) {
            throw new CompletionException(e);
        }
    }

    @Override
    public void close() {
        List<AccountMessages> all;
        synchronized (this) {
            all = List.copyOf(services.values());
            services.clear();
        }
        all.forEach(AccountMessages::close);
    }
}
