package org.pleach.broker.operator;

import java.util.Map;
import java.util.function.Supplier;
import org.pleach.auth.Authenticator;
import org.pleach.broker.AccountOptions;
import org.pleach.broker.OperatorOptions;
import org.pleach.broker.auth.PasswordWorkers;
import org.pleach.broker.delivery.Accounts;
import org.pleach.transport.Network;

/** A server whose accounts and users are known by tokens. Safe to use from any thread. */
public final class OperatorMode implements AutoCloseable {

    private final AccountResolver resolver;
    private final TrustedAccounts accounts;
    private final Authenticator authenticator;

    /**
     * Begins with what is configured.
     *
     * @param options  in force now; another resolver than the first needs a restart
     * @param accounts to be told what the operator says
     * @param workers  check signatures
     * @param users    those who are connected
     */
    public OperatorMode(Supplier<OperatorOptions> options, Network network, Accounts accounts, PasswordWorkers workers,
            AccountsChanged users) {
        this.resolver = new MemoryResolver();
        this.accounts = new TrustedAccounts(options, resolver, network, accounts, workers, users);
        this.authenticator = new OperatorAuthenticator(options, this.accounts, workers, network);
        options.get().preload().forEach(resolver::preload);
    }

    /** Knows who connects. */
    public Authenticator authenticator() {
        return authenticator;
    }

    /** Takes what is configured of accounts besides tokens, now and again. */
    public void configure(Map<String, AccountOptions> configured, String cluster) {
        accounts.configure(configured, cluster);
    }

    /** Takes other preloaded tokens; those of accounts in use count at once. */
    public void reload(OperatorOptions changed) {
        changed.preload().forEach((name, token) -> {
            resolver.preload(name, token);
            accounts.update(name, token);
        });
    }

    @Override
    public void close() {
        accounts.close();
    }
}
