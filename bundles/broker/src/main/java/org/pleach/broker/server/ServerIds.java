package org.pleach.broker.server;

import java.security.SecureRandom;

/**
 * Makes server ids in the form of nats-server's: the public nkey of a server, except that there is no private one.
 *
 * <pre>
 *   base32( prefix 13 &lt;&lt; 3 | 32 random bytes | CRC-16/XMODEM of these, low byte first )
 * </pre>
 */
final class ServerIds {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SERVER_PREFIX = 13 << 3;

    private ServerIds() { }

    static String next(SecureRandom random) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        byte[] raw = new byte[35];
        raw[0] = (byte) SERVER_PREFIX;
        System.arraycopy(key, 0, raw, 1, key.length);
        int crc = crc16(raw, 33);
        raw[33] = (byte) crc;
        raw[34] = (byte) (crc >>> 8);
        return base32(raw);
    }

    private static int crc16(byte[] bytes, int length) {
        int crc = 0;
        for (int i = 0; i < length; i++) {
            crc ^= (bytes[i] & 0xFF) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
            }
        }
        return crc & 0xFFFF;
    }

    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 8 / 5);
        int bits = 0;
        int count = 0;
        for (byte each : bytes) {
            bits = bits << 8 | each & 0xFF;
            count += 8;
            while (count >= 5) {
                text.append(ALPHABET.charAt(bits >>> count - 5 & 31));
                count -= 5;
            }
            bits &= (1 << count) - 1;
        }
        return text.toString();
    }
}
