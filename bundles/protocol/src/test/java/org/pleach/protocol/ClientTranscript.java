package org.pleach.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a {@link ClientParser} reports, one line per event, an error last. */
final class ClientTranscript implements ClientHandler {

    static final int MAX_CONTROL_LINE = 64;
    static final int MAX_PAYLOAD = 2500;

    final List<String> events = new ArrayList<>();
    final ClientParser parser =
            new ClientParser(this, PooledByteBufAllocator.DEFAULT, MAX_CONTROL_LINE, MAX_PAYLOAD);

    ClientTranscript() {
        parser.takeHeaders(true);
    }

    static List<String> of(byte[] input, int... splits) {
        ClientTranscript transcript = new ClientTranscript();
        int from = 0;
        for (int split : splits) {
            transcript.feed(input, from, split);
            from = split;
        }
        transcript.feed(input, from, input.length);
        transcript.parser.close();
        return transcript.events;
    }

    static List<String> byteByByte(byte[] input) {
        int[] splits = new int[input.length];
        for (int i = 0; i < splits.length; i++) {
            splits[i] = i;
        }
        return of(input, splits);
    }

    void feed(byte[] input, int from, int to) {
        // an offset and rubbish around it, so that an index off the mark is noticed
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
        return buf.toString(index, length, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void connect(ByteBuf buf, int index, int length) {
        events.add("CONNECT " + text(buf, index, length));
    }

    @Override
    public void publish(ByteBuf buf, int subjectIndex, int subjectLength, int replyIndex, int replyLength,
            int headerLength, int payloadIndex, int payloadLength) {
        events.add("PUB [" + text(buf, subjectIndex, subjectLength) + "] [" + text(buf, replyIndex, replyLength) + "] "
                + headerLength + " [" + text(buf, payloadIndex, payloadLength) + "]"
                + text(buf, payloadIndex + payloadLength, 2).replace("\r\n", ""));
    }

    @Override
    public void subscribe(ByteBuf buf, int subjectIndex, int subjectLength, int queueIndex, int queueLength,
            int sidIndex, int sidLength) {
        events.add("SUB [" + text(buf, subjectIndex, subjectLength) + "] [" + text(buf, queueIndex, queueLength) + "] ["
                + text(buf, sidIndex, sidLength) + "]");
    }

    @Override
    public void unsubscribe(ByteBuf buf, int sidIndex, int sidLength, int maxMessages) {
        events.add("UNSUB [" + text(buf, sidIndex, sidLength) + "] " + maxMessages);
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
