package org.pleach.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a {@link RouteParser} reports, one line per event, an error last. */
final class RouteTranscript implements RouteHandler {

    final List<String> events = new ArrayList<>();
    final RouteParser parser = new RouteParser(this, PooledByteBufAllocator.DEFAULT, 64, 2500);

    static List<String> of(boolean dedicated, byte[] input, int... splits) {
        RouteTranscript transcript = new RouteTranscript();
        transcript.parser.dedicated(dedicated);
        int from = 0;
        for (int split : splits) {
            transcript.feed(input, from, split);
            from = split;
        }
        transcript.feed(input, from, input.length);
        transcript.parser.close();
        return transcript.events;
    }

    static List<String> byteByByte(boolean dedicated, byte[] input) {
        int[] splits = new int[input.length];
        for (int i = 0; i < splits.length; i++) {
            splits[i] = i;
        }
        return of(dedicated, input, splits);
    }

    private void feed(byte[] input, int from, int to) {
        ByteBuf in = Unpooled.directBuffer().writeByte('!').writeBytes(input, from, to - from);
        in.readerIndex(1);
        try {
            parser.feed(in);
        } catch (ProtocolException e) {
            events.add(e.error() + " @" + e.offset());
        } finally {
            in.release();
        }
    }

    private static String text(ByteBuf buf, int index, int length) {
        return '[' + buf.toString(index, length, StandardCharsets.ISO_8859_1) + ']';
    }

    @Override
    public void info(ByteBuf buf, int index, int length) {
        events.add("INFO " + text(buf, index, length));
    }

    @Override
    public void connect(ByteBuf buf, int index, int length) {
        events.add("CONNECT " + text(buf, index, length));
    }

    @Override
    public void subscribe(ByteBuf buf, int accountIndex, int accountLength, int subjectIndex, int subjectLength,
            int queueIndex, int queueLength, int queueWeight) {
        events.add("RS+ " + text(buf, accountIndex, accountLength) + text(buf, subjectIndex, subjectLength)
                + text(buf, queueIndex, queueLength) + ' ' + queueWeight);
    }

    @Override
    public void unsubscribe(ByteBuf buf, int accountIndex, int accountLength, int subjectIndex, int subjectLength,
            int queueIndex, int queueLength) {
        events.add("RS- " + text(buf, accountIndex, accountLength) + text(buf, subjectIndex, subjectLength)
                + text(buf, queueIndex, queueLength));
    }

    @Override
    public void message(ByteBuf buf, int accountIndex, int accountLength, int subjectIndex, int subjectLength,
            int replyIndex, int replyLength, QueueNames queues, int headerLength, int payloadIndex, int payloadLength) {
        StringBuilder event = new StringBuilder("RMSG ").append(text(buf, accountIndex, accountLength))
                .append(text(buf, subjectIndex, subjectLength)).append(text(buf, replyIndex, replyLength)).append(" {");
        for (int i = 0; i < queues.count(); i++) {
            event.append(text(buf, queues.index(i), queues.length(i)));
        }
        events.add(event + "} " + headerLength + ' ' + text(buf, payloadIndex, payloadLength));
    }

    @Override
    public void ping() {
        events.add("PING");
    }

    @Override
    public void pong() {
        events.add("PONG");
    }

    @Override
    public void error(ByteBuf buf, int index, int length) {
        events.add("ERR " + text(buf, index, length));
    }
}
