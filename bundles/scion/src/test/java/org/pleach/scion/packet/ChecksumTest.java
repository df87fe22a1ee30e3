package org.pleach.scion.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChecksumTest {

    @Test
    void sumsTheExampleOfRfc1071() {
        byte[] bytes = {0x00, 0x01, (byte) 0xf2, 0x03, (byte) 0xf4, (byte) 0xf5, (byte) 0xf6, (byte) 0xf7};
        assertThat(Checksum.finish(Checksum.sum(bytes, 0, bytes.length, 0))).isEqualTo(~0xddf2 & 0xFFFF);
    }

    @Test
    void sumsAnyLengthAtAnyOffsetAsWordByWord() {
        Random random = new Random(7);
        byte[] bytes = new byte[300];
        random.nextBytes(bytes);
        ByteBuf heap = Unpooled.wrappedBuffer(bytes);
        ByteBuf direct = Unpooled.directBuffer(bytes.length).writeBytes(bytes);
        try {
            for (int offset = 0; offset < 9; offset++) {
                for (int length = 0; length < bytes.length - offset; length++) {
                    int expected = wordByWord(bytes, offset, length);
                    assertThat(Checksum.finish(Checksum.sum(bytes, offset, length, 0))).isEqualTo(expected);
                    assertThat(Checksum.finish(Checksum.sum(heap, offset, length, 0))).isEqualTo(expected);
                    assertThat(Checksum.finish(Checksum.sum(direct, offset, length, 0))).isEqualTo(expected);
                }
            }
        } finally {
            direct.release();
        }
    }

    private static int wordByWord(byte[] bytes, int offset, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (bytes[offset + i] & 0xFF) << (i % 2 == 0 ? 8 : 0);
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return ~sum & 0xFFFF;
    }

    @Test
    void carriesAllOnesThroughEveryFold() {
        byte[] ones = new byte[1 << 16];
        Arrays.fill(ones, (byte) 0xFF);
        assertThat(Checksum.finish(Checksum.sum(ones, 0, ones.length, 0xFFFF_FFFFL))).isZero();
        assertThat(Checksum.isValid(Checksum.sum(ones, 0, ones.length, 0))).isTrue();
    }

    @Test
    void updateIsTheSameAsComputingAnew() {
        Random random = new Random(11);
        byte[] bytes = new byte[64];
        for (int round = 0; round < 1000; round++) {
            random.nextBytes(bytes);
            ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
            int checksum = Checksum.finish(Checksum.sum(buffer, 0, 64, 0));
            int at = 2 * random.nextInt(32);
            int before = buffer.getUnsignedShort(at);
            int after = random.nextInt(0x10000);
            buffer.setShort(at, after);
            assertThat(Checksum.update(checksum, before, after))
                    .isEqualTo(Checksum.finish(Checksum.sum(buffer, 0, 64, 0)));
        }
    }

    @Test
    void neverReadsBeyondTheBuffer() {
        ByteBuf slice = Unpooled.wrappedBuffer(new byte[64]).slice(8, 16);
        assertThatThrownBy(() -> Checksum.sum(slice, 1, 16, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Checksum.sum(slice, -1, 4, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void udpSendsAllOnesInsteadOfZero() {
        assertThat(Checksum.finish(0xFFFF)).isZero();
        assertThat(Checksum.finishUdp(0xFFFF)).isEqualTo(0xFFFF);
        assertThat(Checksum.finishUdp(0x1234)).isEqualTo(0xEDCB);
    }
}
