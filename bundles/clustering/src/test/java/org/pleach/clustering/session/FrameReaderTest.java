package org.pleach.clustering.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

    private static final String STREAM = "00 00000003 616263" + "01 00000008 0000000100000002" + "00 00000000"
            + "00 00000002 6465" + "02 00000000";
    private static final String SAID = "abc[ack 4294967298]de[end]";

    /** Writes down what the frames say. */
    private static final class Transcript implements FrameReader.Sink {

        private final StringBuilder said = new StringBuilder();

        @Override
        public void data(ByteBuf bytes, int length) {
            said.append(bytes.readCharSequence(length, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void acknowledged(long position) {
            said.append("[ack ").append(position).append(']');
        }

        @Override
        public void ended() {
            said.append("[end]");
        }
    }

    private static byte[] hex(String written) {
        return HexFormat.of().parseHex(written.replace(" ", ""));
    }

    private static void read(FrameReader reader, byte[] bytes, int from, int to) {
        ByteBuf part = Unpooled.wrappedBuffer(bytes, from, to - from);
        while (part.isReadable()) {
            reader.readSome(part);
        }
    }

    /** What is understood of the bytes, read in two parts, and the error if there is one. */
    private static String readInTwo(byte[] bytes, int split) {
        Transcript transcript = new Transcript();
        FrameReader reader = new FrameReader(transcript);
        try {
            read(reader, bytes, 0, split);
            read(reader, bytes, split, bytes.length);
        } catch (IllegalArgumentException e) {
            transcript.said.append(e.getMessage());
        }
        return transcript.said.append(' ').append(reader.received()).toString();
    }

    @Test
    void readsTheSameWhereverTheInputIsSplit() {
        byte[] bytes = hex(STREAM);
        for (int split = 0; split <= bytes.length; split++) {
            assertThat(readInTwo(bytes, split)).as("split at %d", split).isEqualTo(SAID + " 5");
        }
    }

    @Test
    void readsTheSameByteForByte() {
        Transcript transcript = new Transcript();
        FrameReader reader = new FrameReader(transcript);
        byte[] bytes = hex(STREAM);
        for (int i = 0; i < bytes.length; i++) {
            read(reader, bytes, i, i + 1);
        }
        assertThat(transcript.said).hasToString(SAID);
    }

    @Test
    void dropsWhatHasArrivedBeforeWhereverTheInputIsSplit() {
        byte[] again = hex("00 00000001 62" + "00 00000004 63646566");
        for (int split = 0; split <= again.length; split++) {
            Transcript transcript = new Transcript();
            FrameReader reader = new FrameReader(transcript);
            byte[] before = hex("00 00000009 616263");
            read(reader, before, 0, before.length);
            reader.restart(1);
            read(reader, again, 0, split);
            read(reader, again, split, again.length);
            assertThat(transcript.said).as("split at %d", split).hasToString("abcdef");
            assertThat(reader.received()).isEqualTo(6);
        }
    }

    @Test
    void refusesAFrameOfAnUnknownType() {
        assertThatThrownBy(() -> read(new FrameReader(new Transcript()), hex("03 00000000"), 0, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a frame of type 0 to 2 at 0, got 3");
    }

    @Test
    void refusesAnAcknowledgementOfAnotherLength() {
        assertThatThrownBy(() -> read(new FrameReader(new Transcript()), hex("01 00000009"), 0, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected an acknowledgement of 8 bytes, got 9");
    }

    @FuzzTest
    void understandsAnyBytesTheSameInTwoParts(byte[] bytes) {
        String whole = readInTwo(bytes, bytes.length);
        for (int split = 0; split < Math.min(bytes.length, 64); split++) {
            assertThat(readInTwo(bytes, split)).isEqualTo(whole);
        }
    }
}
