package org.pleach.broker.operator;

import java.util.concurrent.CompletableFuture;

/** Where the tokens of accounts are. Safe to use from any thread. */
interface AccountResolver extends AutoCloseable {

    /**
     * The token of an account; completes with null if there is none, exceptionally if nobody can say. Does not block.
     *
     * @param account its public nkey
     */
    CompletableFuture<String> fetch(String account);

    /** Keeps a token that is configured. */
    void preload(String account, String token);

    /** Lets go of what it holds. */
    @Override
    default void close() { }
}
