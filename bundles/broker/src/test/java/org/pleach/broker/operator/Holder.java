package org.pleach.broker.operator;

import io.nats.client.AuthHandler;
import io.nats.client.NKey;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** A user of {@link Golden}, as jnats is one. */
public record Holder(String name) implements AuthHandler {

    @Override
    public byte[] sign(byte[] nonce) {
        try {
            return NKey.fromSeed(Golden.get(name + ".seed").toCharArray()).sign(nonce);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public char[] getID() {
        return Golden.get(name + ".key").toCharArray();
    }

    @Override
    public char[] getJWT() {
        return Golden.get(name + ".token").toCharArray();
    }
}
