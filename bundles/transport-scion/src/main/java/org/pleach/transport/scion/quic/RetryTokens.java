package org.pleach.transport.scion.quic;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.quic.Quic;
import io.netty.handler.codec.quic.QuicTokenHandler;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.pleach.counters.Counters;

/**
 * Makes peers prove that they receive at the address they send from (RFC 9000, 8.1.2), but only while many handshakes
 * are under way: a Retry costs a round trip. Keeps nothing per peer.
 *
 * <pre>
 *    0                   1                   2                   3
 *   +---------------------------------------------------------------+
 *   |                    expiry, nanoseconds (8)                    |
 *   +---------------------------------------------------------------+
 *   |        HMAC-SHA-256 over expiry, address, port, CID (32)      |
 *   +---------------------------------------------------------------+
 *   |            original destination connection ID (0..20)         |
 *   +---------------------------------------------------------------+
 * </pre>
 */
final class RetryTokens implements QuicTokenHandler {

    private static final int MAC_LENGTH = 32;
    private static final int PREFIX = Long.BYTES + MAC_LENGTH;
    private static final long VALID = TimeUnit.SECONDS.toNanos(15);

    private final HalfOpen halfOpen;
    private final LongSupplier nanoTime;
    private final Counters<QuicCount> counters;
    private final Mac mac;

    RetryTokens(HalfOpen halfOpen, LongSupplier nanoTime, SecureRandom random, Counters<QuicCount> counters) {
        this.halfOpen = halfOpen;
        this.nanoTime = nanoTime;
        this.counters = counters;
        byte[] secret = new byte[MAC_LENGTH];
        random.nextBytes(secret);
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    @Override
    public boolean writeToken(ByteBuf out, ByteBuf originalId, InetSocketAddress peer) {
        if (!halfOpen.many()) {
            return false;
        }
        counters.increment(QuicCount.RETRIES_SENT);
        long expiry = nanoTime.getAsLong() + VALID;
        out.writeLong(expiry).writeBytes(sign(expiry, peer, originalId, originalId.readerIndex()))
                .writeBytes(originalId, originalId.readerIndex(), originalId.readableBytes());
        return true;
    }

    @Override
    public int validateToken(ByteBuf token, InetSocketAddress peer) {
        if (halfOpen.tooMany()) {
            counters.increment(QuicCount.HALF_OPEN_REFUSED);
            return -1;
        }
        if (token.readableBytes() < PREFIX || token.readableBytes() > maxTokenLength() || !signedHere(token, peer)) {
            counters.increment(QuicCount.TOKENS_REFUSED);
            return -1;
        }
        return PREFIX;
    }

    private boolean signedHere(ByteBuf token, InetSocketAddress peer) {
        int start = token.readerIndex();
        long expiry = token.getLong(start);
        if (expiry - nanoTime.getAsLong() < 0) {
            return false;
        }
        byte[] found = new byte[MAC_LENGTH];
        token.getBytes(start + Long.BYTES, found);
        return MessageDigest.isEqual(found, sign(expiry, peer, token, start + PREFIX));
    }

    private byte[] sign(long expiry, InetSocketAddress peer, ByteBuf id, int from) {
        mac.update(ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(expiry).putInt(peer.getPort()).flip());
        mac.update(peer.getAddress().getAddress());
        mac.update(id.nioBuffer(from, id.writerIndex() - from));
        return mac.doFinal();
    }

    @Override
    public int maxTokenLength() {
        return PREFIX + Quic.MAX_CONN_ID_LEN;
    }
}
