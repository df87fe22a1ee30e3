package org.pleach.broker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pleach.broker.BrokerCounter;
import org.pleach.broker.Message;
import org.pleach.broker.OutboxOwner;
import org.pleach.broker.OutboxOwner.Reason;
import org.pleach.counters.Counters;

class OutboxTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final WriteGate gate = new WriteGate();
    private final EmbeddedChannel channel = new EmbeddedChannel(gate);
    private final Counters<BrokerCounter> counters = new Counters<>("broker", BrokerCounter.class);
    private final List<Reason> slow = new ArrayList<>();
    private long nanos;
    private final Loops loops = new Loops(channel.eventLoop(), UnpooledByteBufAllocator.DEFAULT, () -> nanos);
    private final Loop loop = loops.of(channel);
    private final Message message = new Message();
    private ChannelOutbox outbox;

    private void open(long maxPending) {
        channel.freezeTime();
        outbox = loops.outbox(channel, new OutboxLimits(maxPending, 10 * SECOND, false), (reason, pending) -> slow.add(reason),
                new OutboxCounters(counters));
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
        loop.close();
    }

    private boolean send(String head, String body) {
        byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
        message.body(Unpooled.copiedBuffer(body, StandardCharsets.ISO_8859_1), 0, -1, body.length());
        return outbox.send(loop, bytes, 0, bytes.length, message);
    }

    private boolean line(String text) {
        return outbox.send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void advance(long time) {
        nanos += time;
        channel.advanceTimeBy(time, TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private List<String> written() {
        channel.runPendingTasks();
        List<String> writes = new ArrayList<>();
        for (ByteBuf buffer = channel.readOutbound(); buffer != null; buffer = channel.readOutbound()) {
            writes.add(buffer.toString(StandardCharsets.ISO_8859_1));
            buffer.release();
        }
        return writes;
    }

    @Test
    void gathersWhatIsSentInOneTurnIntoOneWrite() {
        open(1 << 20);
        line("PONG\r\n");
        send("MSG a 1 5\r\n", "hello");
        send("MSG b 2 0\r\n", "");
        assertThat((Object) channel.readOutbound()).as("before the end of the turn").isNull();
        assertThat(written()).containsExactly("PONG\r\nMSG a 1 5\r\nhello\r\nMSG b 2 0\r\n\r\n");
        assertThat(outbox.pendingBytes()).isZero();
        assertThat(outbox.messages()).isEqualTo(2);
        assertThat(outbox.messageBytes()).isEqualTo(5);
    }

    @Test
    void writesAFullChunkWithoutWaitingForTheEndOfTheTurn() {
        open(1 << 20);
        String body = "x".repeat(100_000);
        send("MSG a 1 100000\r\n", body);
        send("MSG a 1 100000\r\n", body);
        ByteBuf first = channel.readOutbound();
        assertThat(first.readableBytes()).isEqualTo(100_018);
        first.release();
        assertThat(String.join("", written())).isEqualTo("MSG a 1 100000\r\n" + body + "\r\n");
    }

    @Test
    void writesMoreAtOnceTheMoreThereIs() {
        open(10 << 20);
        String body = "x".repeat(1024);
        int turns = 4;
        int writes = 0;
        for (int turn = 0; turn < turns; turn++) {
            for (int i = 0; i < 64; i++) {
                send("MSG a 1 1024\r\n", body);
            }
            writes = written().size();
        }
        assertThat(writes).as("writes of a turn with 64 KiB, after the first ones").isEqualTo(1);
        send("MSG a 1 1024\r\n", body);
        written();
        send("MSG a 1 1024\r\n", body);
        written();
        gate.shut();
        send("MSG a 1 1024\r\n", body);
        channel.runPendingTasks();
        assertThat(gate.first().capacity()).as("of a connection that has little to write again").isEqualTo(4096);
        gate.open();
    }

    @Test
    void carriesAMessageBiggerThanAChunk() {
        open(10 << 20);
        String body = "y".repeat(300_000);
        send("MSG a 1 300000\r\n", body);
        line("PONG\r\n");
        assertThat(String.join("", written())).isEqualTo("MSG a 1 300000\r\n" + body + "\r\nPONG\r\n");
    }

    @Test
    void usesChunksAgain() {
        ChunkPool pool = loop.chunks();
        Chunk small = pool.take(0, 100);
        Chunk large = pool.take(0, 100_000);
        assertThat(small.bytes.capacity()).isEqualTo(4096);
        assertThat(large.bytes.capacity()).isEqualTo(128 * 1024);
        small.bytes.writeByte(1);
        pool.give(small);
        pool.give(large);
        assertThat(pool.take(0, 4096)).isSameAs(small);
        assertThat(small.size()).isZero();
        assertThat(pool.take(2, 1)).isSameAs(large);
        small.bytes.retain();
        pool.give(small);
        assertThat(pool.take(0, 1)).as("somebody still reads the small one").isNotSameAs(small)
                .satisfies(pool::give);
        small.bytes.release();
        pool.give(large);
        Chunk huge = pool.take(0, 200_000);
        assertThat(huge.bytes.capacity()).isEqualTo(200_000);
        pool.give(huge);
        assertThat(huge.bytes.refCnt()).as("made for one use").isZero();
    }

    @Test
    void holdsLittleForAConnectionThatIsSentLittle() {
        open(1 << 20);
        gate.shut();
        for (int i = 0; i < 100; i++) {
            line("PONG\r\n");
            channel.runPendingTasks();
        }
        ByteBuf inFlight = gate.first();
        assertThat(inFlight.capacity()).isEqualTo(4096);
        gate.open();
        assertThat(String.join("", written())).isEqualTo("PONG\r\n".repeat(100));
    }

    @Test
    void keepsOrderWhenTheChannelIsBusyAndHoldsFewBuffers() {
        open(10 << 20);
        gate.shut();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            String head = "MSG a 1 100 " + i + "\r\n";
            send(head, "z".repeat(100));
            expected.append(head).append("z".repeat(100)).append("\r\n");
            channel.runPendingTasks();
        }
        assertThat(gate.kept()).as("writes in flight").isLessThanOrEqualTo(4);
        assertThat(outbox.pendingBytes()).isEqualTo(expected.length());
        gate.open();
        assertThat(String.join("", written())).isEqualTo(expected.toString());
        assertThat(outbox.pendingBytes()).isZero();
    }

    @Test
    void endsAConnectionThatLeavesTooMuchPending() {
        open(100_000);
        gate.shut();
        for (int i = 0; i < 9; i++) {
            assertThat(send("MSG a 1 10000\r\n", "x".repeat(10_000))).isTrue();
        }
        assertThat(send("MSG a 1 10000\r\n", "x".repeat(10_000))).isFalse();
        assertThat(line("PONG\r\n")).as("nothing more is taken").isFalse();
        channel.runPendingTasks();
        assertThat(slow).containsExactly(Reason.MAX_PENDING);
        assertThat(channel.isOpen()).isFalse();
        assertThat(counters.get(BrokerCounter.SLOW_CONSUMERS_MAX_PENDING)).isOne();
        assertThat(counters.get(BrokerCounter.DROPPED_BYTES)).isEqualTo(9 * 10_017L);
        assertThat(outbox.pendingBytes()).isZero();
    }

    @Test
    void boundsControlLinesToo() {
        open(100);
        gate.shut();
        for (int i = 0; i < 16; i++) {
            assertThat(line("PONG\r\n")).isTrue();
        }
        assertThat(line("PONG\r\n")).isFalse();
        channel.runPendingTasks();
        assertThat(slow).containsExactly(Reason.MAX_PENDING);
    }

    @Test
    void endsAConnectionThatTakesNothingWithinTheWriteDeadline() {
        open(1 << 20);
        gate.shut();
        line("PONG\r\n");
        channel.runPendingTasks();
        advance(9 * SECOND);
        assertThat(slow).isEmpty();
        advance(2 * SECOND);
        assertThat(slow).containsExactly(Reason.WRITE_DEADLINE);
        assertThat(channel.isOpen()).isFalse();
        assertThat(counters.get(BrokerCounter.SLOW_CONSUMERS_WRITE_DEADLINE)).isOne();
    }

    @Test
    void keepsAConnectionThatTakesALittleNowAndThen() {
        open(10 << 20);
        gate.shut();
        for (int i = 0; i < 30; i++) {
            send("MSG a 1 60000\r\n", "x".repeat(60_000));
        }
        channel.runPendingTasks();
        for (int i = 0; i < 20; i++) {
            advance(8 * SECOND);
            gate.takeOne();
            channel.runPendingTasks();
        }
        assertThat(slow).isEmpty();
    }

    @Test
    void waitsOnAsLongAsTheOwnerEnduresIt() {
        channel.freezeTime();
        outbox = loops.outbox(channel, new OutboxLimits(1 << 20, 10 * SECOND, false), new OutboxOwner() {
            @Override
            public void slowConsumer(Reason reason, long pending) {
                slow.add(reason);
            }

            @Override
            public boolean endures(long waited) {
                return waited < 60 * SECOND;
            }
        }, new OutboxCounters(counters));
        gate.shut();
        line("PING\r\n");
        channel.runPendingTasks();
        for (int i = 0; i < 5; i++) {
            advance(11 * SECOND);
        }
        assertThat(slow).isEmpty();
        advance(11 * SECOND);
        assertThat(slow).containsExactly(Reason.WRITE_DEADLINE);
    }

    @Test
    void countsTheDeadlineFromWhenSomethingWaitsAgain() {
        open(1 << 20);
        gate.shut();
        line("one");
        channel.runPendingTasks();
        advance(SECOND);
        gate.open();
        channel.runPendingTasks();
        advance(8 * SECOND);
        gate.shut();
        line("two");
        channel.runPendingTasks();
        advance(5 * SECOND);
        assertThat(slow).as("5 s of waiting").isEmpty();
        advance(6 * SECOND);
        assertThat(slow).containsExactly(Reason.WRITE_DEADLINE);
    }

    @Test
    void writesEverythingBeforeItCloses() {
        open(1 << 20);
        gate.shut();
        line("-ERR 'x'\r\n");
        outbox.closeAfterFlush();
        assertThat(line("PONG\r\n")).isFalse();
        channel.runPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        gate.open();
        channel.runPendingTasks();
        assertThat(written()).containsExactly("-ERR 'x'\r\n");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void closesWithoutWaitingForeverForTheLastLine() {
        open(1 << 20);
        gate.shut();
        line("-ERR 'x'\r\n");
        outbox.closeAfterFlush();
        channel.runPendingTasks();
        advance(11 * SECOND);
        assertThat(channel.isOpen()).isFalse();
        assertThat(slow).as("it was closing anyway").isEmpty();
    }

    @Test
    void takesNothingOnceTheChannelHasClosed() {
        open(1 << 20);
        channel.close();
        channel.runPendingTasks();
        assertThat(line("PONG\r\n")).isFalse();
        assertThat(send("MSG a 1 1\r\n", "x")).isFalse();
        assertThat(outbox.pendingBytes()).isZero();
    }

    @Test
    void findsConnectionsThatAreFarBehind() {
        open(100_000);
        gate.shut();
        for (int i = 0; i < 3; i++) {
            send("MSG a 1 10000\r\n", "x".repeat(10_000));
        }
        assertThat(loop.isBehind()).isFalse();
        for (int i = 0; i < 5; i++) {
            send("MSG a 1 10000\r\n", "x".repeat(10_000));
        }
        assertThat(loop.takeBehind()).isSameAs(outbox);
        assertThat(outbox.isFarBehind(loop)).isTrue();
        assertThat(outbox.isFarBehind(loop)).isTrue();
        gate.open();
        channel.runPendingTasks();
        assertThat(outbox.isFarBehind(loop)).isFalse();
        written();
    }
}
