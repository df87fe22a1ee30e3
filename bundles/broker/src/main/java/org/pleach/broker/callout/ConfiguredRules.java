package org.pleach.broker.callout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.pleach.auth.Authenticator.Identity;
import org.pleach.auth.Authenticator.Terms;
import org.pleach.broker.Account;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.CalloutOptions;
import org.pleach.broker.claims.CalloutClaims;
import org.pleach.broker.claims.ClaimsException;
import org.pleach.broker.claims.UserClaims;
import org.pleach.broker.operator.UserCheck;
import org.pleach.transport.Network;

/** The {@code auth_callout} block. */
public final class ConfiguredRules implements CalloutRules {

    private final Supplier<BrokerOptions> options;
    private final Network network;

    /** @param options in force now */
    public ConfiguredRules(Supplier<BrokerOptions> options, Network network) {
        this.options = options;
        this.network = network;
    }

    /** Null if there is no such block. */
    private CalloutOptions block() {
        return options.get().authorization().callout();
    }

    @Override
    public String asked(String user, Optional<Identity> known) {
        CalloutOptions block = block();
        if (block == null || block.users().contains(user)) {
            return null;
        }
        String account = known.map(Identity::account).orElse(Account.GLOBAL);
        boolean outside = !account.equals(Account.GLOBAL) && !block.accounts().isEmpty() && !block.accounts().contains(account);
        return outside ? null : block.account();
    }

    @Override
    public boolean hasService(String account) {
        return block() != null && account.equals(block().account());
    }

    @Override
    public String hindrance(String account) {
        return block() == null ? "no auth callout any more" : null;
    }

    @Override
    public String subject(String account) {
        return block().issuer();
    }

    @Override
    public CompletionStage<Identity> admit(UserClaims user, CalloutClaims answer, String account, Shown shown) {
        CalloutOptions block = block();
        String target = user.head().audience();
        String wrong = block == null ? "no auth callout any more"
                : !user.issuerAccount().isEmpty() ? "Error non operator mode account \"" + account + "\": attempted to use issuer_account"
                : !user.head().issuer().equals(block.issuer()) ? "Wrong issuer for auth callout response on account \"" + account + '"'
                : !options.get().accounts().containsKey(target) ? "No valid account \"" + target
                        + "\" for auth callout response on account \"" + account + '"'
                : UserCheck.wrongPlace(user.limits(), shown.transport(), shown.host());
        Instant now = Instant.ofEpochMilli(network.currentTimeMillis());
        Duration left = UserCheck.left(user, now);
        if (wrong != null || left == null) {
            return CompletableFuture.failedFuture(new ClaimsException(wrong != null ? wrong : "Outside connect times"));
        }
        return CompletableFuture.completedFuture(new Identity(name(user, shown), target,
                user.limits().grants().permissions(), new Terms(-1, -1, UserCheck.until(user, left, now))));
    }

    /** The name the service gives it, or the one it gave itself if that is no secret. */
    public static String name(UserClaims user, Shown shown) {
        return !user.head().name().isEmpty() ? user.head().name()
                : !shown.said().user().isEmpty() ? shown.said().user() : user.head().subject();
    }
}
