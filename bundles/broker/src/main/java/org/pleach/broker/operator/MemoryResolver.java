package org.pleach.broker.operator;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Knows what is configured. */
final class MemoryResolver implements AccountResolver {

    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    @Override
    public CompletableFuture<String> fetch(String account) {
        return CompletableFuture.completedFuture(tokens.get(account));
    }

    @Override
    public void preload(String account, String token) {
        tokens.put(account, token);
    }
}
