package org.pleach.transport.tcp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private key in a PEM file, brought into the one form that Java reads: PKCS #8 (RFC 5958). OpenSSL and nats-server's own
 * tools also write PKCS #1 (RFC 8017, A.1.2) and SEC 1 (RFC 5915); those are the inner octets of a PKCS #8 key:
 *
 * <pre>
 *   PrivateKeyInfo ::= SEQUENCE { version 0, algorithm SEQUENCE { oid, parameters }, privateKey OCTET STRING }
 * </pre>
 */
final class PrivateKeyFile {

    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final long LARGEST = 1 << 16;
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int PARAMETERS = 0xA0;
    private static final byte[] VERSION_0 = {2, 1, 0};
    /** 1.2.840.113549.1.1.1 rsaEncryption, parameters NULL. */
    private static final byte[] RSA = {6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 1, 5, 0};
    /** 1.2.840.10045.2.1 ecPublicKey; the curve follows. */
    private static final byte[] EC = {6, 7, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 2, 1};

    private PrivateKeyFile() { }

    /**
     * A stream of PEM with a PKCS #8 key.
     *
     * @throws IllegalArgumentException naming the file if there is no key in it
     */
    static InputStream pkcs8(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IllegalArgumentException("tls: expected a private key in " + file + ", it has more than 64 KiB");
            }
            Matcher block = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (!block.find()) {
                throw new IllegalArgumentException("tls: expected a private key without a password in " + file
                        + ", found no PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE KEY");
            }
            byte[] key = Base64.getMimeDecoder().decode(block.group(2));
            byte[] inPkcs8 = switch (block.group(1)) {
                case "RSA PRIVATE KEY" -> wrap(RSA, key);
                case "EC PRIVATE KEY" -> wrap(concat(EC, curve(key, file)), key);
                default -> key;
            };
            return new ByteArrayInputStream(("-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(inPkcs8) + "\n-----END PRIVATE KEY-----\n")
                    .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalArgumentException("tls: cannot read file " + file, e);
        }
    }

    private static byte[] wrap(byte[] algorithm, byte[] key) {
        return element(SEQUENCE, concat(VERSION_0, element(SEQUENCE, algorithm), element(OCTETS, key)));
    }

    /** The curve's name out of {@code ECPrivateKey ::= SEQUENCE { version, privateKey, [0] parameters, ... }}. */
    private static byte[] curve(byte[] key, Path file) {
        int at = contentOf(key, 0);
        while (at >= 0 && at + 2 <= key.length) {
            int content = contentOf(key, at);
            int end = content < 0 ? -1 : content + lengthOf(key, at);
            if (end < 0 || end > key.length) {
                break;
            }
            if ((key[at] & 0xFF) == PARAMETERS) {
                return Arrays.copyOfRange(key, content, end);
            }
            at = end;
        }
        throw new IllegalArgumentException("tls: expected the name of a curve in the key of " + file + ", found none");
    }

    /** Where the content of the element at {@code at} begins, or -1 if its head is not whole. */
    private static int contentOf(byte[] der, int at) {
        if (at + 2 > der.length) {
            return -1;
        }
        int first = der[at + 1] & 0xFF;
        return first < 0x80 ? at + 2 : first - 0x80 > 2 || at + 2 + first - 0x80 > der.length ? -1 : at + 2 + first - 0x80;
    }

    private static int lengthOf(byte[] der, int at) {
        int length = 0;
        int first = der[at + 1] & 0xFF;
        if (first < 0x80) {
            return first;
        }
        for (int i = at + 2; i < contentOf(der, at); i++) {
            length = length << 8 | der[i] & 0xFF;
        }
        return length;
    }

    private static byte[] element(int tag, byte[] content) {
        byte[] head = content.length < 0x80 ? new byte[] {(byte) tag, (byte) content.length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
        return concat(head, content);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
