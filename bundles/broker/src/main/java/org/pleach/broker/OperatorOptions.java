package org.pleach.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.pleach.transport.TlsSettings;

/**
 * Operator mode: {@code operator} or {@code trusted_keys}, and {@code resolver}.
 *
 * @param operator nkey of the first operator, or null if only keys are trusted
 * @param trusted  the public nkeys that may sign accounts
 * @param strict   those of them with which an account is signed whose own nkey may not sign users
 * @param resolver where the tokens of accounts are
 * @param preload  {@code resolver_preload}: tokens of accounts by the accounts' nkeys
 * @param pinned   {@code resolver_pinned_accounts}: the only accounts taken; empty for all
 * @param sentinel {@code default_sentinel}: the token of clients that show none, or null
 */
public record OperatorOptions(String operator, Set<String> trusted, Set<String> strict, Resolver resolver,
                              Map<String, String> preload, Set<String> pinned, String sentinel) {

    /** Copies them. */
    public OperatorOptions {
        trusted = Set.copyOf(trusted);
        strict = Set.copyOf(strict);
        preload = Map.copyOf(preload);
        pinned = Set.copyOf(pinned);
    }

    /** Where the tokens of accounts are. */
    public sealed interface Resolver permits Memory, Url, Directory { }

    /** {@code MEMORY}: in {@code resolver_preload} only. */
    public record Memory() implements Resolver { }

    /**
     * {@code URL(...)}: at an HTTP server.
     *
     * @param url with a slash at the end; an account's nkey comes behind it
     * @param tls {@code resolver_tls}, or null for what the JVM believes
     */
    public record Url(String url, TlsSettings tls) implements Resolver { }

    /**
     * {@code type: full} or {@code cache}: in files, kept up to date by requests to the system account.
     *
     * @param full     whether all accounts are kept, else those that were asked for
     * @param deletion what becomes of the file of an account that is deleted
     * @param limit    files that are kept
     * @param interval how often other servers are asked for what is missing here
     * @param timeout  how long other servers have to answer
     * @param ttl      how long a cached file counts; zero for ever
     */
    public record Directory(Path dir, boolean full, Deletion deletion, long limit, Duration interval, Duration timeout,
                            Duration ttl) implements Resolver { }

    /** Whether accounts may be deleted: not, by renaming the file, or by removing it. */
    public enum Deletion { NONE, RENAME, REMOVE }
}
