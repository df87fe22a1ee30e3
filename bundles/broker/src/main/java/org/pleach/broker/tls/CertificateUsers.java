package org.pleach.broker.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * {@code verify_and_map}: the user that a certificate names. Asked in nats-server's order: e-mail addresses, DNS names, URIs,
 * then the subject as a distinguished name, whatever the order of its parts. (nats-server, server/auth.go)
 */
public final class CertificateUsers {

    private static final int EMAIL = 1;
    private static final int DNS = 2;
    private static final int URI = 6;

    private CertificateUsers() { }

    /**
     * The name of {@code users} that {@code certificate} stands for.
     *
     * @param users names of all users
     */
    public static Optional<String> find(X509Certificate certificate, Collection<String> users) {
        for (int type : new int[] {EMAIL, DNS, URI}) {
            for (String name : alternativeNames(certificate, type)) {
                if (users.contains(name)) {
                    return Optional.of(name);
                }
            }
        }
        return bySubject(certificate.getSubjectX500Principal(), users);
    }

    private static List<String> alternativeNames(X509Certificate certificate, int type) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            for (List<?> name : all == null ? List.<List<?>>of() : all) {
                if (name.get(0).equals(type)) {
                    names.add((String) name.get(1));
                }
            }
        } catch (CertificateParsingException e) {
            return List.of();
        }
        return names;
    }

    private static Optional<String> bySubject(X500Principal subject, Collection<String> users) {
        List<Rdn> parts = parts(subject.getName(X500Principal.RFC2253));
        Optional<String> exact = users.stream().filter(user -> !parts.isEmpty() && parts.equals(parts(user))).findFirst();
        if (exact.isPresent()) {
            return exact;
        }
        Set<Rdn> inAnyOrder = new HashSet<>(parts);
        return users.stream().filter(user -> {
            List<Rdn> wanted = parts(user);
            return !wanted.isEmpty() && wanted.size() == parts.size() && inAnyOrder.equals(new HashSet<>(wanted));
        }).findFirst();
    }

    /** Empty for what is no distinguished name. */
    private static List<Rdn> parts(String name) {
        try {
            return new LdapName(name).getRdns();
        } catch (InvalidNameException e) {
            return List.of();
        }
    }
}
