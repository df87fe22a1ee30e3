package org.pleach.benchmarks.jmh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.pleach.protocol.ClientHandler;
import org.pleach.protocol.ClientParser;

/** PUB frames, many in a buffer as a busy publisher's socket gives them: time per frame. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ClientParserBenchmark {

    private static final int FRAMES = 128;
    private static final int MAX_CONTROL_LINE = 4096;
    private static final int MAX_PAYLOAD = 1 << 20;

    /** Payload bytes. */
    @Param({"16", "128", "1024"})
    public int size;

    private final Count count = new Count();
    private ClientParser parser;
    private ByteBuf frames;

    /** Fills the buffer. */
    @Setup
    public void fill() {
        String frame = "PUB orders.eu.1234 " + size + "\r\n" + "x".repeat(size) + "\r\n";
        frames = Unpooled.directBuffer().writeBytes(frame.repeat(FRAMES).getBytes(StandardCharsets.US_ASCII));
        parser = new ClientParser(count, UnpooledByteBufAllocator.DEFAULT, MAX_CONTROL_LINE, MAX_PAYLOAD);
    }

    /** Parses a buffer full of frames. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long publish() {
        frames.readerIndex(0);
        parser.feed(frames);
        return count.bytes;
    }

    private static final class Count implements ClientHandler {
        private long bytes;

        @Override
        public void connect(ByteBuf buf, int index, int length) {
            throw new AssertionError("no CONNECT in the frames");
        }

        @Override
        public void publish(ByteBuf buf, int subjectIndex, int subjectLength, int replyIndex, int replyLength,
                int headerLength, int payloadIndex, int payloadLength) {
            bytes += payloadLength;
        }

        @Override
        public void subscribe(ByteBuf buf, int subjectIndex, int subjectLength, int queueIndex, int queueLength,
                int sidIndex, int sidLength) {
            throw new AssertionError("no SUB in the frames");
        }

        @Override
        public void unsubscribe(ByteBuf buf, int sidIndex, int sidLength, int maxMessages) {
            throw new AssertionError("no UNSUB in the frames");
        }

        @Override
        public void ping() {
            throw new AssertionError("no PING in the frames");
        }

        @Override
        public void pong() {
            throw new AssertionError("no PONG in the frames");
        }
    }
}
