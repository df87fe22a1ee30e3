package org.pleach.broker.server;

import java.security.SecureRandom;
import org.pleach.auth.PublicNkey;

/** Makes server ids in the form of nats-server's: the public nkey of a server, except that there is no private one. */
final class ServerIds {

    private static final int KEY_BYTES = 32;

    private ServerIds() { }

    static String next(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return PublicNkey.text('N', key);
    }
}
