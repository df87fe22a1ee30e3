package org.pleach.broker.operator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.pleach.broker.AccountOptions;
import org.pleach.broker.OperatorOptions;
import org.pleach.broker.auth.PasswordWorkers;
import org.pleach.broker.claims.AccountClaims;
import org.pleach.broker.claims.ClaimsException;
import org.pleach.broker.claims.ImportClaim;
import org.pleach.broker.delivery.Accounts;
import org.pleach.transport.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts in use and what their operator says of them. They are looked up when somebody needs them, with the accounts
 * they import from, and stay. Safe to use from any thread; what takes long is done by workers.
 */
public final class TrustedAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(TrustedAccounts.class);
    private static final long MILLIS = 1000;

    private final Supplier<OperatorOptions> options;
    private final AccountResolver resolver;
    private final Network network;
    private final Accounts accounts;
    private final PasswordWorkers workers;
    private final AccountsChanged users;
    private final AccountTimers timers;
    private final Map<String, AccountClaims> known = new HashMap<>();
    private final Map<String, AccountOptions> built = new HashMap<>();
    private final Map<String, CompletableFuture<AccountClaims>> loading = new HashMap<>();
    private String cluster;

    /**
     * @param options  of operator mode, in force now
     * @param accounts that are configured
     * @param users    those who are connected
     */
    TrustedAccounts(Supplier<OperatorOptions> options, AccountResolver resolver, Network network, Accounts accounts,
            PasswordWorkers workers, AccountsChanged users) {
        this.options = options;
        this.resolver = resolver;
        this.network = network;
        this.accounts = accounts;
        this.workers = workers;
        this.users = users;
        this.timers = new AccountTimers(network, workers, this::timeIsUp);
    }

    /** Takes what is configured of accounts besides tokens, now and again. */
    synchronized void configure(Map<String, AccountOptions> configured, String clusterName) {
        cluster = clusterName;
        configured.forEach((name, each) -> {
            if (!known.containsKey(name)) {
                built.put(name, each);
            }
        });
        accounts.configure(built, cluster);
    }

    /** Seconds since 1970. */
    long now() {
        return network.currentTimeMillis() / MILLIS;
    }

    /**
     * What the operator says of an account that is wanted now; completes exceptionally if it is not there, or may not be used.
     *
     * @param name its public nkey
     */
    CompletableFuture<AccountClaims> lookup(String name) {
        CompletableFuture<AccountClaims> awaited;
        synchronized (this) {
            awaited = loading.get(name);
            AccountClaims there = known.get(name);
            if (awaited != null) {
                return awaited.copy();
            }
            if (there != null && !isOver(there)) {
                return CompletableFuture.completedFuture(there);
            }
            awaited = new CompletableFuture<>();
            loading.put(name, awaited);
        }
        CompletableFuture<AccountClaims> loaded = awaited;
        fetch(name).whenComplete((claims, failure) -> {
            synchronized (this) {
                loading.remove(name);
            }
            if (failure == null) {
                loaded.complete(claims);
            } else {
                LOG.warn("Account fetch failed: {}", AccountClaimsCheck.reason(failure));
                loaded.completeExceptionally(failure);
            }
        });
        return loaded.copy();
    }

    private CompletableFuture<AccountClaims> fetch(String name) {
        return resolver.fetch(name).thenCompose(token -> token == null
                ? CompletableFuture.failedFuture(new ClaimsException("account missing"))
                : take(name, token));
    }

    /** Takes a token of an account, whether it is in use or not. */
    CompletableFuture<AccountClaims> take(String name, String token) {
        return workers.submit(() -> AccountClaimsCheck.read(name, token, options.get(), now()))
                .thenCompose(claims -> {
                    AccountClaims before;
                    synchronized (this) {
                        before = known.put(name, claims);
                    }
                    return importedBy(claims).thenApply(nothing -> {
                        use(claims, before);
                        return claims;
                    });
                });
    }

    /** Takes a token if its account is in use. */
    CompletableFuture<AccountClaims> update(String name, String token) {
        synchronized (this) {
            if (!known.containsKey(name)) {
                return CompletableFuture.completedFuture(null);
            }
        }
        return take(name, token);
    }

    /** What the operator says of an account that is in use, or null. */
    synchronized AccountClaims used(String name) {
        return known.get(name);
    }

    /** Whether an account is in use. */
    synchronized boolean isUsed(String name) {
        return known.containsKey(name);
    }

    /** An account that must be there is looked up again and is not waited for by those it waits for. */
    private CompletableFuture<?> importedBy(AccountClaims claims) {
        List<CompletableFuture<?>> wanted = new ArrayList<>();
        for (ImportClaim each : claims.imports()) {
            if (!isUsed(each.account())) {
                wanted.add(lookup(each.account()).handle((found, failure) -> found));
            }
        }
        return CompletableFuture.allOf(wanted.toArray(CompletableFuture[]::new));
    }

    private void use(AccountClaims claims, AccountClaims before) {
        LOG.debug("Updating account claims: {}/{}", claims.head().subject(), claims.head().name());
        rebuild(claims.head().subject());
        timers.schedule(claims, now());
        if (before != null) {
            users.changed(before, claims);
        }
    }

    /** Makes an account anew, and those that import from it. */
    private synchronized void rebuild(String name) {
        // Exports first: imports are checked against them.
        Set<String> changed = new LinkedHashSet<>();
        changed.add(name);
        known.forEach((other, claims) -> {
            if (claims.imports().stream().anyMatch(each -> each.account().equals(name))) {
                changed.add(other);
            }
        });
        AccountBuilder builder = new AccountBuilder(known, built);
        for (String each : changed) {
            if (known.containsKey(each)) {
                builder.build(known.get(each), now());
            } else {
                built.put(each, AccountBuilder.deleted(each));
            }
        }
        accounts.configure(built, cluster, changed);
    }

    private void timeIsUp(String name) {
        AccountClaims claims;
        synchronized (this) {
            claims = known.get(name);
        }
        if (claims != null && isOver(claims)) {
            users.expired(name);
        } else if (claims != null) {
            rebuild(name);
            timers.schedule(claims, now());
        }
    }

    private boolean isOver(AccountClaims claims) {
        return claims.head().expires() > 0 && claims.head().expires() <= now();
    }

    /** An account is not there any more: its connections are closed. */
    void delete(String name) {
        synchronized (this) {
            if (known.remove(name) == null) {
                return;
            }
        }
        timers.cancel(name);
        rebuild(name);
        users.expired(name);
    }

    void close() {
        timers.close();
        resolver.close();
    }
}
