package org.pleach.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameParserTest {

    /** Examples of RFC 6455, 5.7: a masked "Hello", then one of our own: "He" and "llo" around a masked ping. */
    private static final String GOLDEN = "818537fa213d7f9f4d5158"
            + "0182" + "01020304" + "4967" + "8985" + "37fa213d" + "7f9f4d5158" + "8083" + "0a0b0c0d" + "666763";

    /** What came, in a form that does not tell how it was split. */
    private static final class Record implements FrameParser.Handler {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void data(ByteBuf bytes, int index, int length, boolean compressed, boolean last) {
            text.append(length == 0 ? "" : bytes.toString(index, length, StandardCharsets.ISO_8859_1));
            text.append(last ? compressed ? "#" : "|" : "");
        }

        @Override
        public void control(int opcode, byte[] payload, int length) {
            text.append('<').append(opcode).append(':')
                    .append(new String(payload, 0, length, StandardCharsets.ISO_8859_1)).append('>');
        }
    }

    private static String parse(byte[] bytes, int... splits) {
        Record record = new Record();
        FrameParser parser = new FrameParser(true, record);
        try {
            int from = 0;
            for (int split : splits) {
                parser.feed(Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, from, split)));
                from = split;
            }
            parser.feed(Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, from, bytes.length)));
        } catch (FrameException e) {
            record.text.append('!').append(e.status()).append(' ').append(e.getMessage());
        }
        return record.text.toString();
    }

    @Test
    void readsFramesWhereverTheyAreSplit() {
        byte[] bytes = HexFormat.of().parseHex(GOLDEN);
        String whole = "Hello|He<9:Hello>llo|";
        assertThat(parse(bytes)).isEqualTo(whole);
        for (int i = 1; i < bytes.length; i++) {
            assertThat(parse(bytes, i)).as("split at %d", i).isEqualTo(whole);
            for (int j = i + 1; j < bytes.length; j++) {
                assertThat(parse(bytes, i, j)).as("split at %d and %d", i, j).isEqualTo(whole);
            }
        }
        assertThat(parse(bytes, IntStream.range(1, bytes.length).toArray())).isEqualTo(whole);
    }

    @Test
    void readsLongFrames() throws FrameException {
        for (int length : new int[] {126, 65535, 65536, 200_000}) {
            ByteBuf frame = Unpooled.buffer();
            frame.writeByte(0x82);
            if (length < 65536) {
                frame.writeByte(0xFE).writeShort(length);
            } else {
                frame.writeByte(0xFF).writeLong(length);
            }
            frame.writeInt(0x11223344);
            byte[] key = {0x11, 0x22, 0x33, 0x44};
            for (int i = 0; i < length; i++) {
                frame.writeByte('a' + i % 26 ^ key[i % 4]);
            }
            Record record = new Record();
            FrameParser parser = new FrameParser(false, record);
            while (frame.isReadable()) {
                parser.feed(frame.readRetainedSlice(Math.min(777, frame.readableBytes())));
            }
            assertThat(record.text).hasSize(length + 1).startsWith("abcdefghij").endsWith("|");
            assertThat(record.text.charAt(length - 1)).isEqualTo((char) ('a' + (length - 1) % 26));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8200, mask bit missing",
        "a280, RSV2 and RSV3 must be clear",
        "8380, unknown opcode 3",
        "0980, control frame does not have final bit set",
        "0080, invalid continuation frame",
        "89fe, control frame length bigger than maximum allowed of 125 bytes",
        "82ffffffffffffffffff00000000, frame length out of range",
        "01800000000001800000000000, new message started before final frame for previous message was received"})
    void saysWhatIsWrong(String hex, String message) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        String expected = "!1002 " + message;
        assertThat(parse(bytes)).endsWith(expected);
        for (int i = 1; i < bytes.length; i++) {
            assertThat(parse(bytes, i)).endsWith(expected);
        }
    }

    @Test
    void refusesCompressionThatWasNotAgreedOn() {
        FrameParser parser = new FrameParser(false, new Record());
        assertThatThrownBy(() -> parser.feed(Unpooled.wrappedBuffer(new byte[] {(byte) 0xC2})))
                .isInstanceOf(FrameException.class)
                .hasMessage("compressed frame received without negotiated permessage-deflate");
    }

    @FuzzTest
    void givesTheSameWhereverTheInputIsSplit(byte[] bytes) {
        String whole = parse(bytes);
        for (int i = 1; i < bytes.length; i++) {
            assertThat(parse(bytes, i)).isEqualTo(whole);
        }
    }
}
