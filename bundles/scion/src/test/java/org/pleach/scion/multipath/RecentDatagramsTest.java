package org.pleach.scion.multipath;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecentDatagramsTest {

    private final RecentDatagrams recent = new RecentDatagrams(4, 100);
    private final List<ByteBuf> made = new ArrayList<>();

    private void add(int value, int length, long now) {
        ByteBuf buffer = Unpooled.buffer().writeByte(99).writeByte(value).writeZero(length - 1);
        recent.add(buffer, 1, length, now);
        buffer.release();
        made.add(buffer);
    }

    private List<Integer> since(long time) {
        List<Integer> values = new ArrayList<>();
        recent.visitSince(time, (buffer, index, length) -> values.add((int) buffer.getByte(index)));
        return values;
    }

    @AfterEach
    void letsGoOfEverything() {
        recent.clear();
        assertThat(made).allMatch(buffer -> buffer.refCnt() == 0);
        assertThat(recent.bytes()).isZero();
    }

    @Test
    void keepsTheLastOnesInOrder() {
        for (int i = 1; i <= 6; i++) {
            add(i, 10, i);
        }
        assertThat(since(0)).containsExactly(3, 4, 5, 6);
        assertThat(since(5)).containsExactly(5, 6);
        assertThat(recent.count()).isEqualTo(4);
    }

    @Test
    void keepsNoMoreBytesThanAllowed() {
        add(1, 60, 1);
        add(2, 30, 2);
        add(3, 30, 3);
        assertThat(since(0)).containsExactly(2, 3);
        add(4, 101, 4);
        assertThat(since(0)).as("one that is too long is not kept").containsExactly(2, 3);
        assertThat(recent.bytes()).isEqualTo(60);
    }

    @Test
    void forgetsWhatIsOld() {
        add(1, 10, 1);
        add(2, 10, 2);
        add(3, 10, 3);
        recent.forgetBefore(3);
        assertThat(since(0)).containsExactly(3);
        assertThat(made.get(0).refCnt()).isZero();
    }

    @Test
    void knowsWhatWasSentByItsStartAndLength() {
        add(7, 20, 1);
        ByteBuf quote = Unpooled.buffer().writeByte(7).writeZero(4);
        assertThat(recent.contains(quote, 0, 5, 20)).isTrue();
        assertThat(recent.contains(quote, 0, 5, 21)).isFalse();
        quote.setByte(2, 1);
        assertThat(recent.contains(quote, 0, 5, 20)).isFalse();
    }

    @Test
    void keepsNothingIfTold() {
        RecentDatagrams none = new RecentDatagrams(0, 0);
        ByteBuf buffer = Unpooled.buffer().writeByte(1);
        none.add(buffer, 0, 1, 1);
        assertThat(none.count()).isZero();
        assertThat(buffer.refCnt()).isEqualTo(1);
        buffer.release();
    }
}
