package org.pleach.broker.operator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pleach.auth.Authenticator.Identity;
import org.pleach.auth.Authenticator.Terms;
import org.pleach.auth.Permissions;
import org.pleach.broker.claims.AccountClaims;
import org.pleach.broker.claims.ClaimsException;
import org.pleach.broker.claims.Revocations;
import org.pleach.broker.claims.UserClaims;
import org.pleach.broker.claims.UserLimits;

/** Whether an account's claims let a user in, and as whom. */
public final class UserCheck {

    private static final List<String> TYPES = List.of("STANDARD", "WEBSOCKET", "LEAFNODE", "LEAFNODE_WS", "MQTT", "MQTT_WS",
            "IN_PROCESS");

    private UserCheck() { }

    /**
     * The user with the limits of the scoped key that signed, if one did.
     *
     * @param strict whether the account's own key may sign no users
     * @throws ClaimsException if the account's keys did not sign, or not this
     */
    static UserClaims scoped(UserClaims user, AccountClaims account, boolean strict) throws ClaimsException {
        String issuer = user.head().issuer();
        if (!strict && issuer.equals(account.head().subject()) && !account.scopes().containsKey(issuer)) {
            return user;
        }
        Optional<UserLimits> scope = account.scopes().get(issuer);
        if (scope == null) {
            throw new ClaimsException("User JWT issuer is not known");
        }
        if (scope.isEmpty()) {
            return user;
        }
        if (!user.bare()) {
            throw new ClaimsException("User JWT is not valid: scoped users require no permissions or limits set");
        }
        return user.with(Templates.fill(scope.get(), user, account));
    }

    /**
     * What is wrong with a connection of a scoped user, the signature aside, or null.
     *
     * @param transport the name of the transport it came through
     * @param host      where from
     */
    static String wrong(UserClaims user, AccountClaims account, String transport, String host) {
        UserLimits limits = user.limits();
        if (limits.bearer() && account.limits().disallowBearer()) {
            return "Account does not allow bearer tokens";
        }
        String place = wrongPlace(limits, transport, host);
        return place == null && Revocations.cover(account.revocations(), user.head()) ? "User authentication revoked" : place;
    }

    /** What is wrong with where a connection comes from, or null. */
    public static String wrongPlace(UserLimits limits, String transport, String host) {
        if (limits.proxyRequired()) {
            return "proxy required";
        }
        if (!limits.connectionTypes().isEmpty() && !limits.connectionTypes().contains(type(transport))) {
            return limits.connectionTypes().stream().noneMatch(TYPES::contains) ? "invalid connection types"
                    : "Connection type not allowed";
        }
        return SourceNetworks.allow(limits.sources(), host) ? null : "Bad src Ip";
    }

    /** How long a user who comes now may stay by the time of day: null for not at all, zero for no bound. */
    public static Duration left(UserClaims user, Instant now) {
        return ConnectTimes.left(user.limits(), now);
    }

    /**
     * When a user who comes now has to go, or null for never.
     *
     * @param left how long it may stay by the time of day; zero for no bound
     */
    public static Instant until(UserClaims user, Duration left, Instant now) {
        Instant until = user.head().expires() == 0 ? null : Instant.ofEpochSecond(user.head().expires());
        Instant today = left.isZero() ? null : now.plus(left);
        return until == null || today != null && today.isBefore(until) ? today : until;
    }

    private static String type(String transport) {
        return "websocket".equals(transport) ? "WEBSOCKET" : "STANDARD";
    }

    /**
     * Who a scoped user is.
     *
     * @param left how long it may stay by the time of day; zero for no bound
     */
    static Identity identity(UserClaims user, AccountClaims account, Duration left, Instant now) {
        Permissions own = user.limits().grants().permissions();
        return new Identity(user.head().subject(), account.head().subject(), own != null ? own : account.defaultPermissions(),
                new Terms(user.limits().subscriptions(), user.limits().payload(), until(user, left, now)));
    }
}
