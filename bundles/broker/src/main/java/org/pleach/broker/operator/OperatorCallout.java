package org.pleach.broker.operator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.pleach.auth.Authenticator.Identity;
import org.pleach.auth.Authenticator.Terms;
import org.pleach.broker.OperatorOptions;
import org.pleach.broker.auth.PasswordWorkers;
import org.pleach.broker.callout.CalloutRules;
import org.pleach.broker.callout.ConfiguredRules;
import org.pleach.broker.callout.Shown;
import org.pleach.broker.claims.AccountClaims;
import org.pleach.broker.claims.AccountClaims.Callout;
import org.pleach.broker.claims.CalloutClaims;
import org.pleach.broker.claims.ClaimsException;
import org.pleach.broker.claims.UserClaims;
import org.pleach.transport.Network;

/** What accounts' claims say of services that know their users. A service with a curve key is not asked: nobody is let in. */
final class OperatorCallout implements CalloutRules {

    private static final String ANY = "*";

    private final Supplier<OperatorOptions> options;
    private final TrustedAccounts accounts;
    private final PasswordWorkers workers;
    private final Network network;

    OperatorCallout(Supplier<OperatorOptions> options, TrustedAccounts accounts, PasswordWorkers workers, Network network) {
        this.options = options;
        this.accounts = accounts;
        this.workers = workers;
        this.network = network;
    }

    private Callout of(String account) {
        AccountClaims claims = accounts.used(account);
        return claims == null || claims.callout().users().isEmpty() ? null : claims.callout();
    }

    /** Only about connections whose token is good: in operator mode those that show none have that of the sentinel. */
    @Override
    public String asked(String user, Optional<Identity> known) {
        if (known.isEmpty()) {
            return null;
        }
        Callout callout = of(known.get().account());
        return callout == null || callout.users().contains(known.get().user()) ? null : known.get().account();
    }

    @Override
    public boolean hasService(String account) {
        return of(account) != null;
    }

    /** What a client shows must not be sent in clear where it is to be sealed. */
    @Override
    public String hindrance(String account) {
        Callout callout = of(account);
        return callout == null || callout.key().isEmpty() ? null
                : "auth callout with an xkey is not supported yet on account \"" + account + '"';
    }

    @Override
    public String subject(String account) {
        return account;
    }

    @Override
    public CompletionStage<Identity> admit(UserClaims user, CalloutClaims answer, String account, Shown shown) {
        return accounts.lookup(account).thenCompose(service -> {
            String wrong = wrong(user, answer, service);
            if (wrong != null) {
                throw refused(wrong);
            }
            return accounts.lookup(user.account());
        }).thenCompose(target -> workers.submit(() -> identity(user, target, shown)));
    }

    private static String wrong(UserClaims user, CalloutClaims answer, AccountClaims service) {
        String name = service.head().subject();
        Callout callout = service.callout();
        if (!answer.account().equals(name) || !answer.head().issuer().equals(name)
                && !service.scopes().containsKey(answer.head().issuer())) {
            return "Auth callout signing key is unknown";
        }
        if (!user.account().equals(name) && !callout.accounts().contains(ANY) && !callout.accounts().contains(user.account())) {
            return "Account \"" + user.head().issuer() + "\" not permitted as valid account option for auth callout for account \""
                    + name + '"';
        }
        return null;
    }

    private Identity identity(UserClaims signed, AccountClaims target, Shown shown) {
        try {
            UserClaims user = UserCheck.scoped(signed, target, options.get().strict().contains(target.head().issuer()));
            String wrong = UserCheck.wrong(user, target, shown.transport(), shown.host());
            if (wrong != null) {
                throw refused(wrong);
            }
            Instant now = Instant.ofEpochMilli(network.currentTimeMillis());
            Duration left = UserCheck.left(user, now);
            if (left == null) {
                throw refused("Outside connect times");
            }
            Identity identity = UserCheck.identity(user, target, left, now);
            return new Identity(ConfiguredRules.name(user, shown), identity.account(), identity.permissions(),
                    new Terms(-1, -1, identity.terms().until()));
        } catch (ClaimsException e) {
            throw refused(e.getMessage());
        }
    }

    private static CompletionException refused(String why) {
        return new CompletionException(new ClaimsException(why));
    }
}
