package org.pleach.transport.scion.quic;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.quic.QuicCongestionControlAlgorithm;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pleach.counters.Counters;

class RetryTokensTest {

    private static final InetSocketAddress PEER = new InetSocketAddress("127.0.0.1", 4000);
    private static final int PREFIX = 40;

    private final Counters<QuicCount> counters = new Counters<>("quic", QuicCount.class);
    private final ByteBuf connectionId = Unpooled.wrappedBuffer(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    private long now = Long.MAX_VALUE - 5;
    private final RetryTokens tokens = tokens(0, 10);

    private RetryTokens tokens(int retryAbove, int maxHalfOpen) {
        QuicSettings settings = new QuicSettings(1000, 500, 1000, 1000, 1200, 1000, 1000,
                QuicCongestionControlAlgorithm.CUBIC, retryAbove, maxHalfOpen);
        return new RetryTokens(new HalfOpen(settings, counters, String::valueOf), () -> now, new SecureRandom(),
                counters);
    }

    private ByteBuf token() {
        ByteBuf token = Unpooled.buffer();
        assertThat(tokens.writeToken(token, connectionId, PEER)).isTrue();
        return token;
    }

    @Test
    void believesItsOwnTokenFromTheSameAddress() {
        ByteBuf token = token();
        assertThat(token.readableBytes()).isLessThanOrEqualTo(tokens.maxTokenLength());
        assertThat(tokens.validateToken(token, PEER)).isEqualTo(PREFIX);
        assertThat(token.slice(PREFIX, token.readableBytes() - PREFIX)).isEqualTo(connectionId);
    }

    @Test
    void refusesItFromElsewhereAndWhenStale() {
        ByteBuf token = token();
        assertThat(tokens.validateToken(token, new InetSocketAddress("127.0.0.1", 4001))).isEqualTo(-1);
        assertThat(tokens.validateToken(token, new InetSocketAddress("127.0.0.2", 4000))).isEqualTo(-1);
        assertThat(tokens(0, 10).validateToken(token, PEER)).isEqualTo(-1);
        now += TimeUnit.SECONDS.toNanos(16);
        assertThat(tokens.validateToken(token, PEER)).isEqualTo(-1);
        assertThat(counters.get(QuicCount.TOKENS_REFUSED)).isEqualTo(4);
    }

    @Test
    void refusesItWithAnyBitChangedOrByteMissing() {
        ByteBuf token = token();
        for (int bit = 0; bit < token.readableBytes() * 8; bit++) {
            ByteBuf changed = token.copy();
            changed.setByte(bit / 8, changed.getByte(bit / 8) ^ 1 << bit % 8);
            assertThat(tokens.validateToken(changed, PEER)).as("bit %d", bit).isEqualTo(-1);
        }
        for (int length = 0; length < token.readableBytes(); length++) {
            assertThat(tokens.validateToken(token.slice(0, length), PEER)).as("length %d", length).isEqualTo(-1);
        }
    }

    @Test
    void asksForNoTokenWhileFewHandshakesAreUnderWay() {
        assertThat(tokens(1, 10).writeToken(Unpooled.buffer(), connectionId, PEER)).isFalse();
        assertThat(counters.get(QuicCount.RETRIES_SENT)).isZero();
    }

    @FuzzTest(maxDuration = "30s")
    void neverBelievesWhatItDidNotWrite(byte[] noise) {
        assertThat(tokens.validateToken(Unpooled.wrappedBuffer(noise), PEER)).isEqualTo(-1);
    }
}
