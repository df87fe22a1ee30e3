package org.pleach.sandbox.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pleach.counters.Counters;
import org.pleach.sandbox.LinkConditions;

/** On virtual time. */
class LinkDirectionTest {

    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final LinkConditions NONE = LinkConditions.NONE;

    private final VirtualClock clock = new VirtualClock();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Counters<LinkCount> counters = new Counters<>("link", LinkCount.class);

    record Arrival(int number, long at) { }

    @Test
    void letsEverythingPassAtOnceWithoutConditions() {
        LinkDirection link = link(NONE);
        send(link, 3);
        assertThat(arrivals).extracting(Arrival::number).containsExactly(0, 1, 2);
        assertThat(arrivals).extracting(Arrival::at).containsOnly(0L);
    }

    @Test
    void delaysByItsLatency() {
        send(link(NONE.withLatencyNanos(10 * MS)), 100);
        clock.run();
        assertThat(arrivals).hasSize(100).allSatisfy(a -> assertThat(a.at()).isBetween(10 * MS, 10 * MS + MS / 4));
    }

    @Test
    void addsWhatThePacketWaitedInsideTheAs() {
        link(NONE.withLatencyNanos(10 * MS)).send(packet(0, 100), 1, 3 * MS);
        clock.run();
        assertThat(arrivals.get(0).at()).isBetween(13 * MS, 13 * MS + MS / 4);
    }

    @Test
    void keepsTheOrderUnderJitter() {
        LinkDirection link = link(new LinkConditions(5 * MS, 5 * MS, 0, 0, 0, 0, 0, 0));
        for (int i = 0; i < 2000; i++) {
            link.send(packet(i, 100), 1, 0);
            clock.advance(MS / 20);
        }
        clock.run();
        assertThat(arrivals).hasSize(2000).extracting(Arrival::number).isSorted();
        assertThat(counters.get(LinkCount.PACKETS_OUT)).isEqualTo(2000);
    }

    @Test
    void losesAndDoublesTheShareAskedFor() {
        LinkDirection link = link(NONE.withLoss(0.25).withDuplicate(0.1));
        send(link, 20_000);
        long lost = counters.get(LinkCount.DROPPED_LOSS);
        assertThat((double) lost).isCloseTo(5000, within(250.0));
        assertThat((double) counters.get(LinkCount.DUPLICATED)).isCloseTo(1500, within(150.0));
        assertThat(arrivals).hasSize((int) (20_000 - lost + counters.get(LinkCount.DUPLICATED)));
    }

    @Test
    void letsLaterPacketsOvertakeWhenAskedTo() {
        LinkDirection link = link(NONE.withLatencyNanos(MS).withReorder(0.1));
        for (int i = 0; i < 1000; i++) {
            link.send(packet(i, 100), 1, 0);
            clock.advance(MS / 10);
        }
        clock.run();
        assertThat(arrivals).hasSize(1000);
        int late = 0;
        for (int i = 1; i < arrivals.size(); i++) {
            late += arrivals.get(i).number() < arrivals.get(i - 1).number() ? 1 : 0;
        }
        assertThat(late).isBetween(60, 140);
        assertThat(counters.get(LinkCount.REORDERED)).isBetween(60L, 140L);
    }

    @Test
    void sendsNoFasterThanItsRateAndDropsWhatWouldWaitTooLong() {
        LinkDirection link = link(NONE.withRateKbits(8_000));
        for (int i = 0; i < 300; i++) {
            link.send(packet(i, 1000), 1, 0);
        }
        clock.run();
        assertThat(counters.get(LinkCount.DROPPED_QUEUE)).isEqualTo(300 - arrivals.size());
        assertThat(arrivals).hasSizeBetween(99, 102);
        assertThat(arrivals.get(49).at()).isBetween(50 * MS, 50 * MS + MS / 4);
    }

    @Test
    void dropsWhatIsGreaterThanItsMtu() {
        LinkDirection link = link(NONE.withMtu(1000));
        link.send(packet(0, 1000), 1, 0);
        link.send(packet(1, 1001), 1, 0);
        assertThat(arrivals).extracting(Arrival::number).containsExactly(0);
        assertThat(counters.get(LinkCount.DROPPED_MTU)).isEqualTo(1);
    }

    @Test
    void losesPacketsBeforeAndOnACutLinkAndNoneAfterItIsHealed() {
        LinkDirection link = link(NONE.withLatencyNanos(10 * MS));
        link.send(packet(0, 100), 1, 0);
        clock.advance(5 * MS);
        link.setCut(true);
        link.send(packet(1, 100), 1, 0);
        clock.run();
        link.setCut(false);
        link.send(packet(2, 100), 1, 0);
        clock.run();
        assertThat(arrivals).extracting(Arrival::number).containsExactly(2);
        assertThat(counters.get(LinkCount.DROPPED_CUT)).isEqualTo(2);
    }

    @Test
    void keepsTheOrderWhenItsLatencyFalls() {
        LinkDirection link = link(NONE.withLatencyNanos(50 * MS));
        link.send(packet(0, 100), 1, 0);
        link.setConditions(NONE.withLatencyNanos(MS));
        link.send(packet(1, 100), 1, 0);
        link.send(packet(2, 100), 2, 0);
        clock.run();
        assertThat(arrivals).extracting(Arrival::number).containsExactly(2, 0, 1);
    }

    @Test
    void isReplayedFromItsSeed() {
        LinkConditions harsh = new LinkConditions(MS, MS, 0.3, 0.1, 0.1, MS, 0, 0);
        send(link(harsh), 500);
        clock.run();
        List<Integer> first = arrivals.stream().map(Arrival::number).toList();
        arrivals.clear();
        send(link(harsh), 500);
        clock.run();
        assertThat(arrivals.stream().map(Arrival::number).toList()).isEqualTo(first);
    }

    private LinkDirection link(LinkConditions conditions) {
        return new LinkDirection(conditions, clock, 42, new LinkDirection.Output() {
            @Override
            public boolean send(ByteBuf packet) {
                arrivals.add(new Arrival(packet.getInt(0), clock.now));
                packet.release();
                return true;
            }

            @Override
            public void flush() {
                // Nothing is held back.
            }
        }, counters);
    }

    private void send(LinkDirection link, int count) {
        for (int i = 0; i < count; i++) {
            link.send(packet(i, 100), 1, 0);
        }
    }

    private static ByteBuf packet(int number, int bytes) {
        return Unpooled.buffer(bytes).writeInt(number).writeZero(bytes - Integer.BYTES);
    }

    private static final class VirtualClock implements LinkClock {

        private final PriorityQueue<Task> tasks = new PriorityQueue<>();
        private long now;
        private long count;

        record Task(long at, long number, Runnable run) implements Comparable<Task> {
            @Override
            public int compareTo(Task other) {
                return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
            }
        }

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void schedule(Runnable task, long delayNanos) {
            tasks.add(new Task(now + delayNanos, count++, task));
        }

        void advance(long nanos) {
            long until = now + nanos;
            while (!tasks.isEmpty() && tasks.peek().at() <= until) {
                now = tasks.peek().at();
                tasks.poll().run().run();
            }
            now = until;
        }

        void run() {
            while (!tasks.isEmpty()) {
                advance(tasks.peek().at() - now);
            }
        }
    }
}
