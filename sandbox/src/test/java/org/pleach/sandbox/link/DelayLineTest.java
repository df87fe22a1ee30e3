package org.pleach.sandbox.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DelayLineTest {

    private static final int LIMIT = 256;

    private final DelayLine line = new DelayLine(LIMIT);

    @Test
    void givesPacketsInTheOrderInWhichTheyAreDueAndEquallyDueOnesAsTheyCame() {
        Random random = new Random(5);
        List<long[]> model = new ArrayList<>();
        int number = 0;
        for (int round = 0; round < 10_000; round++) {
            if (model.size() < LIMIT && random.nextInt(5) < 3) {
                long due = Long.MAX_VALUE - 500 + random.nextInt(1000);
                assertThat(line.add(due, packet(number))).isTrue();
                model.add(new long[] {due, number++});
                model.sort(Comparator.comparingLong(entry -> entry[0] - (Long.MAX_VALUE - 500)));
            } else if (!model.isEmpty()) {
                assertThat(line.firstDue()).isEqualTo(model.get(0)[0]);
                assertThat(line.take().readInt()).isEqualTo((int) model.remove(0)[1]);
            }
            assertThat(line.isEmpty()).isEqualTo(model.isEmpty());
        }
    }

    @Test
    void takesNoMoreThanItsLimit() {
        for (int i = 0; i < LIMIT; i++) {
            assertThat(line.add(i, packet(i))).isTrue();
        }
        ByteBuf one = packet(0);
        assertThat(line.add(0, one)).isFalse();
        assertThat(one.refCnt()).isEqualTo(1);
        line.take();
        assertThat(line.add(0, one)).isTrue();
        assertThat(line.take()).isSameAs(one);
    }

    private static ByteBuf packet(int number) {
        return Unpooled.wrappedBuffer(new byte[Integer.BYTES]).setInt(0, number);
    }
}
