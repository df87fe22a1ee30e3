package org.pleach.auth;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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
     * The same for an authenticator that needs time, to ask somebody or to compute: it is called instead of
     * {@link #authenticate}, and what the peer sends meanwhile waits, up to {@code authorization.timeout}. Must not block
     * either. The stage may complete on any thread; completing exceptionally lets nobody in. When the peer goes away
     * meanwhile, the stage's {@link CompletionStage#toCompletableFuture future} is cancelled.
     */
    default CompletionStage<Optional<Identity>> authenticateLater(Credentials credentials) {
        return CompletableFuture.completedFuture(authenticate(credentials));
    }

    /**
     * What a peer showed in CONNECT. Absent values are null.
     *
     * @param user      user name
     * @param password  password
     * @param token     {@code auth_token}
     * @param nkey      public nkey, as it was sent: {@link PublicNkey} reads it
     * @param jwt       a user's JSON Web Token, as it was sent
     * @param signature {@code sig}: its signature over the nonce, in base64 for URLs
     * @param nonce     what the server gave the peer to sign, if it gave it anything
     * @param remote    the peer's address, for logs and address rules
     * @param transport the name of the transport it came through
     */
    record Credentials(String user, String password, String token, String nkey, String jwt, String signature, String nonce,
                       String remote, String transport) {
        /** Somebody without a JSON Web Token. */
        public Credentials(String user, String password, String token, String nkey, String signature, String nonce,
                String remote) {
            this(user, password, token, nkey, null, signature, nonce, remote, null);
        }

        /** Somebody without an nkey. */
        public Credentials(String user, String password, String token, String remote) {
            this(user, password, token, null, null, null, remote);
        }

        /** Whether it showed nothing. */
        public boolean areEmpty() {
            return user == null && password == null && token == null && nkey == null && jwt == null;
        }

        /** Prints no secret. */
        @Override
        public String toString() {
            return "Credentials[user=" + user + ", nkey=" + nkey + ", remote=" + remote + ']';
        }
    }

    /**
     * Who a peer is.
     *
     * @param user        name for logs and monitoring
     * @param account     the account it belongs to; {@code $G} is the global one
     * @param permissions what it may do, or null for everything
     * @param terms       for how long it may stay, and how much it may have
     */
    record Identity(String user, String account, Permissions permissions, Terms terms) {
        /** Somebody who may stay for ever. */
        public Identity(String user, String account, Permissions permissions) {
            this(user, account, permissions, Terms.NONE);
        }

        /** Somebody who may do everything. */
        public Identity(String user, String account) {
            this(user, account, null);
        }
    }

    /**
     * Bounds of a connection, on top of those of the server and of its account.
     *
     * @param subscriptions how many it may have; below 0 for any number
     * @param payload       bytes of headers and payload in a message; below 0 for any number
     * @param until         when it is closed with "User Authentication Expired"; null for never
     */
    record Terms(int subscriptions, int payload, Instant until) {
        /** No bounds. */
        public static final Terms NONE = new Terms(-1, -1, null);
    }
}
