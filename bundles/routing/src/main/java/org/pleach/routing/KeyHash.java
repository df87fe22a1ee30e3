package org.pleach.routing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Hash of bytes under a secret seed, eight bytes at a time: peers choose subjects, and must not be able to choose
 * colliding ones. (The mixing step is the folded multiplication known from wyhash.)
 */
public final class KeyHash {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final long SEED = ThreadLocalRandom.current().nextLong() | 1;

    private KeyHash() { }

    /** The hash of a part of an array; another one in every process. */
    public static int of(byte[] bytes, int offset, int length) {
        long hash = SEED + length;
        int i = offset;
        int end = offset + length;
        for (; i + 8 <= end; i += 8) {
            hash = mix(hash ^ (long) LONG.get(bytes, i));
        }
        long rest = 0;
        if (i + 4 <= end) {
            rest = (int) INT.get(bytes, i) & 0xFFFFFFFFL;
            i += 4;
        }
        for (; i < end; i++) {
            rest = rest << 8 | bytes[i] & 0xFF;
        }
        hash = mix(hash ^ rest);
        return (int) (hash ^ hash >>> 32);
    }

    private static long mix(long value) {
        long odd = value ^ SEED;
        return odd * MULTIPLIER ^ Math.multiplyHigh(odd, MULTIPLIER);
    }
}
