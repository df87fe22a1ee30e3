package org.pleach.sandbox.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.pleach.sandbox.Golden;
import org.pleach.scion.packet.ScmpHeader;

/** Whatever comes, a router says what becomes of it. */
class RouterFuzzTest {

    private static final long NOW = 1_795_484_400_000L;
    private static final String[] NAMES = {"A", "B", "X", "Y"};

    private final GoldenRouters routers = new GoldenRouters();

    @FuzzTest
    void hasAVerdictOnAnyBytes(FuzzedDataProvider data) {
        int ingress = data.consumeInt(0, 3);
        String router = data.pickValue(NAMES);
        judge(router, ingress, data.consumeRemainingAsBytes());
    }

    @Test
    void hasAVerdictOnEveryPacketCutAtEveryByte() {
        for (byte[] packet : samples()) {
            for (int length = 0; length < packet.length; length++) {
                for (int ingress = 0; ingress <= 3; ingress++) {
                    judge("X", ingress, java.util.Arrays.copyOf(packet, length));
                    judge("A", ingress, java.util.Arrays.copyOf(packet, length));
                }
            }
        }
    }

    @Test
    void hasAVerdictOnEveryPacketWithAnyByteChanged() {
        for (byte[] packet : samples()) {
            for (int at = 0; at < packet.length; at++) {
                for (int flip : new int[] {0x01, 0x80, 0xFF}) {
                    byte[] changed = packet.clone();
                    changed[at] ^= (byte) flip;
                    judge("X", 0, changed);
                    judge("Y", 3, changed);
                    judge("A", 1, changed);
                }
            }
        }
    }

    private void judge(String router, int ingress, byte[] bytes) {
        ByteBuf packet = Unpooled.wrappedBuffer(bytes);
        Verdict verdict = routers.core(router).process(packet, ingress, NOW);
        switch (verdict.kind()) {
            case ANSWER -> {
                assertThat(verdict.answer().readableBytes()).isLessThanOrEqualTo(ScmpHeader.MAX_ERROR_PACKET);
                verdict.answer().release();
            }
            case DELIVER -> assertThat(verdict.destination()).isNotNull();
            case FORWARD -> assertThat(verdict.egress()).isBetween(1, 3);
            case DROP -> assertThat(verdict.reason()).isNotNull();
        }
        assertThat(packet.readableBytes()).isEqualTo(bytes.length);
    }

    private static byte[][] samples() {
        return Golden.lines("packets/flows.jsonl").stream()
                .filter(p -> p.getInt("hop") <= 1 && p.getInt("group") == 0)
                .map(p -> HexFormat.of().parseHex(p.getString("hex"))).filter(p -> p.length < 400)
                .toArray(byte[][]::new);
    }
}
