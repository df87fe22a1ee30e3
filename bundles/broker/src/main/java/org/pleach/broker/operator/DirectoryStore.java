package org.pleach.broker.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.pleach.auth.PublicNkey;
import org.pleach.broker.OperatorOptions.Deletion;
import org.pleach.broker.OperatorOptions.Directory;
import org.pleach.broker.claims.AccountClaims;
import org.pleach.broker.claims.ClaimsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens of accounts in files {@code ACCOUNT.jwt}, as nats-server keeps them. Bounded in number: a full store refuses more, a
 * cache forgets what was not asked for longest. Safe to use from any thread; blocks.
 */
final class DirectoryStore {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryStore.class);
    private static final String ENDING = ".jwt";
    private static final String DELETED = ".deleted";
    private static final int DIGEST = 32;
    private static final int LARGEST = 1 << 20;

    private final Directory options;
    private final LongSupplier now;
    /** The one that was not asked for longest is the first. */
    private final Map<String, StoredAccount> stored = new LinkedHashMap<>(16, 0.75f, true);

    /** @param now seconds since 1970 */
    DirectoryStore(Directory options, LongSupplier now) throws IOException {
        this.options = options;
        this.now = now;
        Files.createDirectories(options.dir());
        try (Stream<Path> files = Files.list(options.dir())) {
            for (Path file : files.filter(each -> each.getFileName().toString().endsWith(ENDING)).sorted().toList()) {
                index(file);
            }
        }
    }

    private void index(Path file) throws IOException {
        String name = file.getFileName().toString();
        String account = name.substring(0, name.length() - ENDING.length());
        if (stored.size() >= options.limit() || Files.size(file) > LARGEST) {
            LOG.warn("{}: left out, too many or too large", file);
            return;
        }
        try {
            String token = Files.readString(file);
            PublicNkey.ofAccount(account);
            stored.put(account, entry(AccountClaims.read(token), token));
        } catch (ClaimsException | IllegalArgumentException e) {
            LOG.warn("{}: left out: {}", file, e.getMessage());
        }
    }

    private StoredAccount entry(AccountClaims claims, String token) {
        long until = options.ttl().isZero() ? claims.head().expires() == 0 ? Long.MAX_VALUE : claims.head().expires()
                : now.getAsLong() + options.ttl().toSeconds();
        return new StoredAccount(digest(token), claims.head().issuedAt(), until);
    }

    /** The token, or null if there is none. */
    synchronized String load(String account) throws IOException {
        StoredAccount entry = stored.get(account);
        if (entry == null) {
            return null;
        }
        if (entry.until() <= now.getAsLong()) {
            stored.remove(account);
            Files.deleteIfExists(file(account));
            return null;
        }
        return Files.readString(file(account));
    }

    /**
     * Keeps a token.
     *
     * @param claims what is in it
     * @param always whether it counts if the one that is there was issued later
     * @return whether anything has changed
     * @throws IOException if it cannot be written, or there is no room
     */
    synchronized boolean save(AccountClaims claims, String token, boolean always) throws IOException {
        String account = claims.head().subject();
        StoredAccount before = stored.get(account);
        StoredAccount entry = entry(claims, token);
        if (before != null && (Arrays.equals(before.digest(), entry.digest()) || !always && before.issuedAt() > entry.issuedAt())) {
            return false;
        }
        if (before == null && stored.size() >= options.limit()) {
            if (options.full()) {
                throw new IOException("jwt store is full");
            }
            String oldest = stored.keySet().iterator().next();
            stored.remove(oldest);
            Files.deleteIfExists(file(oldest));
        }
        Path written = Files.createTempFile(options.dir(), account, ".new");
        Files.writeString(written, token);
        Files.move(written, file(account), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        stored.put(account, entry);
        return true;
    }

    /** Forgets an account, if it is there, and deals with its file as configured. */
    synchronized void delete(String account) throws IOException {
        if (stored.remove(account) == null) {
            return;
        }
        if (options.deletion() == Deletion.RENAME) {
            Files.move(file(account), options.dir().resolve(account + ENDING + DELETED), StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.deleteIfExists(file(account));
        }
    }

    /** The accounts there are. */
    synchronized List<String> accounts() {
        return stored.keySet().stream().sorted().toList();
    }

    /** All that is there and counts, as lines {@code ACCOUNT|TOKEN}. */
    List<String> pack() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String account : accounts()) {
            String token = load(account);
            if (token != null) {
                lines.add(account + '|' + token);
            }
        }
        return lines;
    }

    /** The same for two stores with the same tokens: the digests of all, each bit added up without carry. */
    synchronized byte[] digest() {
        byte[] all = new byte[DIGEST];
        for (StoredAccount each : stored.values()) {
            for (int i = 0; i < DIGEST; i++) {
                all[i] ^= each.digest()[i];
            }
        }
        return all;
    }

    private Path file(String account) {
        return options.dir().resolve(account + ENDING);
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
