package org.pleach.broker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.util.concurrent.EventExecutor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pleach.broker.BrokerCounter;
import org.pleach.broker.Message;
import org.pleach.counters.Counters;

/** Sends from other event loops and threads. */
class HandOverTest {

    private static final int LOOPS = 4;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(LOOPS, LocalIoHandler.newFactory());
    private final Loops loops = new Loops(group, PooledByteBufAllocator.DEFAULT, System::nanoTime);
    private final Counters<BrokerCounter> counters = new Counters<>("broker", BrokerCounter.class);
    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private Channel channel;
    private ChannelOutbox outbox;

    @BeforeEach
    void connect() throws Exception {
        LocalAddress address = new LocalAddress(HandOverTest.class);
        new ServerBootstrap().group(group).channel(LocalServerChannel.class).childHandler(new LineReader())
                .bind(address).sync();
        channel = new Bootstrap().group(group).channel(LocalChannel.class).handler(new ChannelInboundHandlerAdapter())
                .connect(address).sync().channel();
        channel.eventLoop().submit(() -> {
            outbox = loops.outbox(channel, new OutboxLimits(1 << 30, TimeUnit.SECONDS.toNanos(60), false),
                    (reason, pending) -> { }, new OutboxCounters(counters));
        }).sync();
    }

    @AfterEach
    void stop() {
        channel.close().awaitUninterruptibly();
        loops.close();
        group.shutdownGracefully(100, 5000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    private final class LineReader extends ChannelInboundHandlerAdapter {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf buffer = (ByteBuf) message;
            text.append(buffer.toString(StandardCharsets.ISO_8859_1));
            buffer.release();
            for (int end = text.indexOf("\r\n"); end >= 0; end = text.indexOf("\r\n")) {
                received.add(text.substring(0, end));
                text.delete(0, end + 2);
            }
        }
    }

    private List<EventLoop> eventLoops() {
        List<EventLoop> all = new ArrayList<>();
        for (EventExecutor each : group) {
            all.add((EventLoop) each);
        }
        return all;
    }

    private void sendMessage(Loop loop, Message message, String head, String body) {
        message.body(Unpooled.copiedBuffer(body, StandardCharsets.ISO_8859_1), 0, -1, body.length());
        byte[] line = (head + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        outbox.send(loop, line, 0, line.length, message);
    }

    @Test
    void keepsTheOrderOfEachEventLoop() throws Exception {
        int each = 5_000;
        CountDownLatch done = new CountDownLatch(LOOPS);
        List<EventLoop> all = eventLoops();
        for (int l = 0; l < LOOPS; l++) {
            int number = l;
            Loop loop = loopOf(all.get(l));
            Message message = new Message();
            publishInTurns(loop, message, number, 0, each, done);
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> assertThat(received.size()).isEqualTo(2 * LOOPS * each));
        int[] next = new int[LOOPS];
        String head = null;
        for (String line : received) {
            if (head == null) {
                head = line;
                continue;
            }
            String[] parts = head.split(" ");
            int loop = Integer.parseInt(parts[1]);
            assertThat(Integer.parseInt(parts[2])).isEqualTo(next[loop]++);
            assertThat(line).as("body of " + head).isEqualTo("body" + parts[2]);
            head = null;
        }
        await().until(() -> outbox.pendingBytes() == 0);
        assertThat(outbox.messages()).isEqualTo((long) LOOPS * each);
    }

    private Loop loopOf(EventLoop eventLoop) {
        return loops.all().stream().filter(loop -> loop.eventLoop() == eventLoop).findFirst().orElseThrow();
    }

    private void publishInTurns(Loop loop, Message message, int number, int from, int to, CountDownLatch done) {
        loop.eventLoop().execute(() -> {
            int end = Math.min(to, from + 37);
            for (int i = from; i < end; i++) {
                sendMessage(loop, message, "M " + number + ' ' + i, "body" + i);
            }
            if (end < to) {
                publishInTurns(loop, message, number, end, to, done);
            } else {
                done.countDown();
            }
        });
    }

    @Test
    void keepsTheOrderOfLinesSentUnderOneLock() throws Exception {
        int each = 3000;
        ReentrantLock lock = new ReentrantLock();
        int[] number = {0};
        List<Thread> threads = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(LOOPS + 2);
        Runnable sending = () -> {
            for (int i = 0; i < each; i++) {
                lock.lock();
                try {
                    outbox.send(("L " + number[0]++ + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                } finally {
                    lock.unlock();
                }
            }
            done.countDown();
        };
        eventLoops().forEach(eventLoop -> eventLoop.execute(sending));
        for (int i = 0; i < 2; i++) {
            Thread thread = new Thread(sending);
            threads.add(thread);
            thread.start();
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        await().atMost(30, TimeUnit.SECONDS).until(() -> received.size() == (LOOPS + 2) * each);
        int next = 0;
        for (String line : received) {
            assertThat(line).isEqualTo("L " + next++);
        }
    }

    @Test
    void sendsALineBehindTheMessagesOfTheSameLoop() throws Exception {
        EventLoop other = eventLoops().stream().filter(each -> each != channel.eventLoop()).findFirst().orElseThrow();
        Loop loop = loopOf(other);
        Message message = new Message();
        other.submit(() -> {
            for (int i = 0; i < 500; i++) {
                sendMessage(loop, message, "M", "m" + i);
                outbox.send(("line" + i + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
        }).sync();
        await().atMost(5, TimeUnit.SECONDS).untilAsserted(() -> assertThat(received).hasSize(1500));
        List<String> lines = new ArrayList<>(received);
        for (int i = 0; i < 500; i++) {
            assertThat(lines.subList(3 * i, 3 * i + 3)).containsExactly("M", "m" + i, "line" + i);
        }
    }
}
