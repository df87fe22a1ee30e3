package org.pleach.broker.auth;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.pleach.auth.Authenticator;
import org.pleach.broker.Account;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.BrokerOptions.Authorization;
import org.pleach.broker.tls.CertificateUsers;

/**
 * Asks whoever can tell who a connection is: the authenticators given from outside in their order, then the configuration.
 * Safe to use from any thread.
 */
public final class Authenticators {

    private final Supplier<Authorization> configured;
    private volatile List<Authenticator> services = List.of();

    /**
     * @param configured the {@code authorization} block in force now
     */
    public Authenticators(Supplier<Authorization> configured) {
        this.configured = configured;
    }

    /** Replaces the authenticators given from outside; the first is asked first. */
    public void services(List<Authenticator> ranked) {
        services = List.copyOf(ranked);
    }

    /** Whether a connection has to show anything. */
    public boolean required() {
        return !services.isEmpty() || configured.get().required();
    }

    /**
     * The configured user that a certificate names ({@code verify_and_map}), or empty if there is none. With no users
     * configured everybody with a good certificate may connect.
     */
    public Optional<Authenticator.Identity> byCertificate(X509Certificate certificate) {
        Authorization authorization = configured.get();
        if (!authorization.required()) {
            return Optional.of(new Authenticator.Identity(null, Account.GLOBAL));
        }
        List<String> names = authorization.users().stream().map(BrokerOptions.User::name).toList();
        return CertificateUsers.find(certificate, names)
                .map(name -> new Authenticator.Identity(name, Account.GLOBAL));
    }

    /** Who shows these, or empty if it is not let in. */
    public Optional<Authenticator.Identity> authenticate(Authenticator.Credentials credentials) {
        List<Authenticator> asked = services;
        for (Authenticator service : asked) {
            Optional<Authenticator.Identity> identity = service.authenticate(credentials);
            if (identity.isPresent()) {
                return identity;
            }
        }
        Authorization authorization = configured.get();
        if (authorization.required()) {
            return new ConfiguredAuthenticator(authorization).authenticate(credentials);
        }
        return asked.isEmpty()
                ? Optional.of(new Authenticator.Identity(credentials.user(), Account.GLOBAL))
                : Optional.empty();
    }
}
