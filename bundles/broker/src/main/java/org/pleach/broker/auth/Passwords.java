package org.pleach.broker.auth;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * Compares passwords with what is configured: bcrypt hashes as such, anything else by digest, so that neither content nor
 * length can be found out by timing.
 */
final class Passwords {

    private static final Pattern HASH = Pattern.compile("\\$2[abxy]\\$\\d{2}\\$.*");
    private static final BCrypt.Version READ_AS = BCrypt.Version.VERSION_2A;

    private Passwords() { }

    /** Whether comparing takes long: a hash of cost 11 about 100 ms. */
    static boolean isHash(String configured) {
        return HASH.matcher(configured).matches();
    }

    static boolean same(String configured, String shown) {
        return isHash(configured) ? verify(configured, shown) : MessageDigest.isEqual(digest(configured), digest(shown));
    }

    private static boolean verify(String hash, String shown) {
        // The letter tells of errors of other programs in making hashes; UTF-8 is read alike under all of them.
        byte[] plain = ("$2a" + hash.substring(3)).getBytes(StandardCharsets.US_ASCII);
        return BCrypt.verifyer(READ_AS, LongPasswordStrategies.truncate(READ_AS))
                .verify(shown.getBytes(StandardCharsets.UTF_8), plain).verified;
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
