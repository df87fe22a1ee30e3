package org.pleach.broker.operator;

import io.nats.client.NKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Signs claims with a seed, for tokens that a test has to make itself. */
public final class Issuer {

    private static final String HEADER = encode("{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey\"}".getBytes(StandardCharsets.UTF_8));

    private final NKey key;

    private Issuer(NKey key) {
        this.key = key;
    }

    /** One of {@link Golden}. */
    public static Issuer of(String name) {
        return new Issuer(NKey.fromSeed(Golden.get(name + ".seed").toCharArray()));
    }

    /**
     * A token.
     *
     * @param subject the nkey it is about
     * @param head    more fields outside of {@code nats}, each with a comma behind it, or nothing
     * @param nats    fields of {@code nats} besides the version, in front of which they come
     */
    public String sign(String subject, String head, String nats) {
        try {
            return sign("{" + head + "\"iss\":\"" + new String(key.getPublicKey()) + "\",\"sub\":\"" + subject + "\",\"nats\":{"
                    + nats + ",\"version\":2}}");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token with these claims. */
    public String sign(String claims) {
        try {
            String signed = HEADER + '.' + encode(claims.getBytes(StandardCharsets.UTF_8));
            return signed + '.' + encode(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A user's, issued at a time in seconds, who may do everything unless {@code more} says otherwise. */
    public String user(String name, long issuedAt, String head, String more) {
        return sign(Golden.get(name + ".key"), head + "\"iat\":" + issuedAt + ',',
                "\"type\":\"user\",\"subs\":-1,\"data\":-1,\"payload\":-1" + more);
    }

    /** An account's without bounds unless {@code more} says otherwise. */
    public String account(String name, long issuedAt, String head, String more) {
        return sign(Golden.get(name + ".key"), head + "\"iat\":" + issuedAt + ',', "\"type\":\"account\",\"limits\":{"
                + "\"subs\":-1,\"data\":-1,\"payload\":-1,\"imports\":-1,\"exports\":-1,\"wildcards\":true,\"conn\":-1,"
                + "\"leaf\":-1}" + more);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
