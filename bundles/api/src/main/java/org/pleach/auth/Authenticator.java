package org.pleach.auth;

import java.util.Optional;

/**
 * Decides who a connection is.
 *
 * <p>Register an implementation as an OSGi service. The broker asks every authenticator, highest ranked first, until one
 * knows the credentials; with none registered and no authorization configured, everybody may connect.
 *
 * <p><b>Guarantees.</b> {@code authenticate} is called once per connection, on the connection's event loop: it must not block.
 * Compare secrets in constant time ({@link java.security.MessageDigest#isEqual}) and never log them.
 */
public interface Authenticator {

    /**
     * Looks at what the peer showed.
     *
     * @return who it is, or empty if this authenticator does not let it in
     */
    Optional<Identity> authenticate(Credentials credentials);

    /**
     * What a peer showed in CONNECT. Absent values are null.
     *
     * @param user     user name
     * @param password password
     * @param token    {@code auth_token}
     * @param remote   the peer's address, for logs and address rules
     */
    record Credentials(String user, String password, String token, String remote) {
        /** Prints no secret. */
        @Override
        public String toString() {
            return "Credentials[user=" + user + ", remote=" + remote + ']';
        }
    }

    /**
     * Who a peer is.
     *
     * @param user    name for logs and monitoring
     * @param account the account it belongs to; {@code $G} is the global one
     */
    record Identity(String user, String account) { }
}
