package org.pleach.broker.operator;

import java.util.Map;
import java.util.function.Supplier;
import org.pleach.auth.Authenticator;
import org.pleach.broker.AccountOptions;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.OperatorOptions;
import org.pleach.broker.ServerIdentity;
import org.pleach.broker.auth.PasswordWorkers;
import org.pleach.broker.callout.CalloutRules;
import org.pleach.broker.delivery.AccountMessages;
import org.pleach.broker.delivery.Accounts;
import org.pleach.broker.delivery.InternalPublisher;
import org.pleach.transport.Network;

/** A server whose accounts and users are known by tokens. Safe to use from any thread. */
public final class OperatorMode implements AutoCloseable {

    private final AccountResolver resolver;
    private final TrustedAccounts accounts;
    private final Authenticator authenticator;
    private final CalloutRules callout;
    private final AccountMessages messages;
    private final ClaimAnswers answers;
    private final Supplier<OperatorOptions> options;

    /**
     * What it needs of the server.
     *
     * @param options  in force now; another resolver than the first needs a restart
     * @param accounts to be told what the operator says
     * @param internal tells other servers and whoever asks
     * @param workers  check signatures
     * @param users    those who are connected
     */
    public record Environment(Supplier<BrokerOptions> options, ServerIdentity identity, Network network, Accounts accounts,
                              InternalPublisher internal, PasswordWorkers workers, AccountsChanged users) { }

    /**
     * Begins with what is configured.
     *
     * @throws IllegalArgumentException if the directory or the certificates of the resolver cannot be used
     */
    public OperatorMode(Environment environment) {
        this.options = () -> environment.options().get().operator();
        Network network = environment.network();
        this.messages = new AccountMessages(environment.accounts().get(environment.options().get().systemAccount()),
                environment.internal(), environment.identity().id());
        this.answers = new ClaimAnswers(messages, environment.identity(), environment.options(), network);
        this.resolver = resolver(network);
        this.accounts = new TrustedAccounts(options, resolver, network, environment.accounts(), environment.workers(),
                environment.users());
        this.authenticator = new OperatorAuthenticator(options, accounts, environment.workers(), network);
        this.callout = new OperatorCallout(options, accounts, environment.workers(), network);
        options.get().preload().forEach(resolver::preload);
    }

    private AccountResolver resolver(Network network) {
        OperatorOptions.Resolver configured = options.get().resolver();
        if (configured instanceof OperatorOptions.Url url) {
            return new UrlResolver(url, network::nanoTime);
        }
        return configured instanceof OperatorOptions.Directory directory
                ? new DirectoryResolver(directory, options, messages, network, (name, token) -> accounts().update(name, token))
                : new MemoryResolver();
    }

    private TrustedAccounts accounts() {
        return accounts;
    }

    /** Knows who connects. */
    public Authenticator authenticator() {
        return authenticator;
    }

    /** Knows which accounts have a service that knows their users. */
    public CalloutRules callout() {
        return callout;
    }

    /** Takes what is configured of accounts besides tokens, now and again. */
    public void configure(Map<String, AccountOptions> configured, String cluster) {
        accounts.configure(configured, cluster);
    }

    /** Begins to take requests in the system account. Once. */
    public void begin() {
        if (resolver instanceof DirectoryResolver directory) {
            new StoreRequests(messages, answers, accounts, directory.store(), options).begin();
            directory.begin(messages.account());
        } else {
            new ClaimRequests(answers, accounts).begin(messages);
        }
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
        messages.close();
        accounts.close();
    }
}
