package org.pleach.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClientParserTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static Stream<Arguments> transcripts() {
        return Stream.of(
                Arguments.of("CONNECT {\"verbose\":false}\r\nPING\r\n", List.of("CONNECT {\"verbose\":false}", "PING")),
                Arguments.of("PUB foo 5\r\nhello\r\n", List.of("PUB [foo] [] -1 [hello]")),
                Arguments.of("PUB foo.bar INBOX.22 11\r\nhello\r\nworl\r\n",
                        List.of("PUB [foo.bar] [INBOX.22] -1 [hello\r\nworl]")),
                Arguments.of("PUB a 0\r\n\r\nPUB b 0\r\n\r\nPONG\r\n",
                        List.of("PUB [a] [] -1 []", "PUB [b] [] -1 []", "PONG")),
                Arguments.of("pub  \t foo\t\tbar  3 \nabc\r\n", List.of("PUB [foo] [bar] -1 [abc]")),
                Arguments.of("SUB foo\rq\r1\r\n", List.of("SUB [foo] [q] [1]")),
                Arguments.of("HPUB foo 12 17\r\nNATS/1.0\r\n\r\nhello\r\n",
                        List.of("PUB [foo] [] 12 [NATS/1.0\r\n\r\nhello]")),
                Arguments.of("hPuB foo reply 12 12\r\nNATS/1.0\r\n\r\n\r\n",
                        List.of("PUB [foo] [reply] 12 [NATS/1.0\r\n\r\n]")),
                Arguments.of("SUB foo.* 1\r\nSUB bar.> G1 44\r\nsub x 9\n",
                        List.of("SUB [foo.*] [] [1]", "SUB [bar.>] [G1] [44]", "SUB [x] [] [9]")),
                Arguments.of("UNSUB 1\r\nUNSUB 1 5\r\nunsub 2 x\r\n",
                        List.of("UNSUB [1] 0", "UNSUB [1] 5", "UNSUB [2] 0")),
                Arguments.of("PING\r\nPiNg anything\r\npong\n", List.of("PING", "PING", "PONG")),
                Arguments.of("+OK\r\nINFO {}\r\n-ERR 'no'\r\nPING\r\n", List.of("ERR 'no'", "PING")),
                Arguments.of("connect{}\r\n", List.of("CONNECT {}")),
                Arguments.of("PUB " + "s".repeat(62) + " 1\r\n1\r\n",
                        List.of("PUB [" + "s".repeat(62) + "] [] -1 [1]")),
                Arguments.of("PUB big 2500\r\n" + "p".repeat(2500) + "\r\nPING\r\n",
                        List.of("PUB [big] [] -1 [" + "p".repeat(2500) + "]", "PING")),
                // what breaks the protocol
                Arguments.of("PING\r\nFOO\r\nPING\r\n", List.of("PING", "UNKNOWN_OPERATION @6")),
                Arguments.of("PUX foo 1\r\n", List.of("UNKNOWN_OPERATION @0")),
                Arguments.of("PUB\r\n", List.of("UNKNOWN_OPERATION @0")),
                Arguments.of("PUB\0foo 1\r\n1\r\n", List.of("UNKNOWN_OPERATION @0")),
                Arguments.of("MSG foo 1 1\r\n1\r\n", List.of("UNKNOWN_OPERATION @0")),
                Arguments.of("RS+ a b\r\n", List.of("UNKNOWN_OPERATION @0")),
                Arguments.of("\r\n", List.of("UNKNOWN_OPERATION @0")),
                Arguments.of("PUB foo\r\n", List.of("BAD_ARGUMENTS @0")),
                Arguments.of("PUB a b c 1\r\n1\r\n", List.of("BAD_ARGUMENTS @0")),
                Arguments.of("PUB a b c d e f 1\r\n1\r\n", List.of("BAD_ARGUMENTS @0")),
                Arguments.of("PUB foo -1\r\n", List.of("BAD_ARGUMENTS @0")),
                Arguments.of("PUB foo 1x\r\n", List.of("BAD_ARGUMENTS @0")),
                Arguments.of("PUB foo 0000000001\r\n", List.of("BAD_ARGUMENTS @0")),
                Arguments.of("PUB fo\ro 1\r\n1\r\n", List.of("BAD_ARGUMENTS @0")),
                Arguments.of("HPUB foo 3 2\r\nab\r\n", List.of("BAD_ARGUMENTS @0")),
                Arguments.of("HPUB foo 3\r\nab\r\n", List.of("BAD_ARGUMENTS @0")),
                Arguments.of("SUB foo\r\n", List.of("BAD_ARGUMENTS @0")),
                Arguments.of("SUB a b c d\r\n", List.of("BAD_ARGUMENTS @0")),
                Arguments.of("UNSUB 1 2 3\r\n", List.of("BAD_ARGUMENTS @0")),
                Arguments.of("PUB foo 2501\r\n", List.of("MAX_PAYLOAD @0")),
                Arguments.of("PUB foo 3\r\nabcd\r\n", List.of("BAD_PAYLOAD_END @0")),
                Arguments.of("PUB foo 3\r\nabc\n\n", List.of("BAD_PAYLOAD_END @0")),
                Arguments.of("SUB " + "s".repeat(63) + " 1\r\n", List.of("MAX_CONTROL_LINE @0")),
                Arguments.of("SUB " + "s".repeat(500), List.of("MAX_CONTROL_LINE @0")),
                Arguments.of("PING" + " ".repeat(500), List.of("MAX_CONTROL_LINE @0")),
                Arguments.of("PING\r\nCONNECT " + "{".repeat(500) + "\r\n", List.of("PING", "MAX_CONTROL_LINE @6")));
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void reportsEachFrameAndTheFirstError(String input, List<String> expected) {
        assertThat(ClientTranscript.of(bytes(input))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void reportsTheSameWhereverTheInputIsSplit(String input, List<String> expected) {
        byte[] bytes = bytes(input);
        for (int split = 0; split <= bytes.length; split++) {
            assertThat(ClientTranscript.of(bytes, split)).as("split at %d", split).isEqualTo(expected);
        }
        for (int split = 0; split + 7 <= bytes.length && bytes.length < 200; split++) {
            assertThat(ClientTranscript.of(bytes, split, split + 7)).as("split at %d twice", split).isEqualTo(expected);
        }
        assertThat(ClientTranscript.byteByByte(bytes)).as("byte by byte").isEqualTo(expected);
    }

    @Test
    void refusesHeadersOfAClientThatDoesNotKnowThem() {
        ClientTranscript transcript = new ClientTranscript();
        transcript.parser.takeHeaders(false);
        byte[] line = bytes("HPUB foo 12 17\r\n");
        transcript.feed(line, 0, line.length);
        assertThat(transcript.events).containsExactly("HEADERS_NOT_SUPPORTED @0");
    }

    @Test
    void readsThePayloadWhereItWasReceived() {
        ByteBuf in = Unpooled.copiedBuffer(bytes("PUB foo 3\r\nabc\r\n"));
        List<ByteBuf> seen = new ArrayList<>();
        ClientParser parser = new ClientParser(new SilentHandler() {
            @Override
            public void publish(ByteBuf buf, int subjectIndex, int subjectLength, int replyIndex, int replyLength,
                    int headerLength, int payloadIndex, int payloadLength) {
                seen.add(buf);
            }
        }, PooledByteBufAllocator.DEFAULT, 100, 100);
        parser.feed(in);
        assertThat(seen).containsExactly(in);
        in.release();
    }

    @Test
    void leavesWhatFollowsUnreadWhenStopped() {
        ByteBuf in = Unpooled.copiedBuffer(bytes("PING\r\nPING\r\n"));
        ClientParser[] parser = new ClientParser[1];
        parser[0] = new ClientParser(new SilentHandler() {
            @Override
            public void ping() {
                parser[0].stop();
            }
        }, PooledByteBufAllocator.DEFAULT, 100, 100);
        parser[0].feed(in);
        assertThat(in.readableBytes()).isEqualTo(6);
        parser[0].feed(in);
        assertThat(in.isReadable()).isFalse();
        in.release();
    }

    @Test
    void refusesEverythingButConnectWhileItIsAwaited() {
        ClientTranscript transcript = new ClientTranscript();
        transcript.parser.awaitConnect(true);
        ByteBuf in = Unpooled.copiedBuffer(bytes("CONNECT {}\r\nPUB foo 100\r\n"));
        assertThatThrownBy(() -> transcript.parser.feed(in)).isInstanceOfSatisfying(ProtocolException.class,
                e -> assertThat(e.error()).isEqualTo(ProtocolError.AUTHORIZATION));
        assertThat(transcript.events).containsExactly("CONNECT {}");
        in.release();
    }

    @Test
    void letsAHandlerKeepABufferOfItsOwn() {
        List<ByteBuf> kept = new ArrayList<>();
        ClientParser parser = new ClientParser(new SilentHandler() {
            @Override
            public void publish(ByteBuf buf, int subjectIndex, int subjectLength, int replyIndex, int replyLength,
                    int headerLength, int payloadIndex, int payloadLength) {
                kept.add(buf.retainedSlice(payloadIndex, payloadLength));
            }
        }, PooledByteBufAllocator.DEFAULT, 100, 100);
        for (String part : new String[] {"PUB foo 3\r\na", "bc\r\nPUB foo 3\r\nd", "ef\r\n"}) {
            ByteBuf in = Unpooled.copiedBuffer(bytes(part));
            parser.feed(in);
            in.release();
        }
        parser.close();
        assertThat(kept).extracting(b -> b.toString(StandardCharsets.US_ASCII)).containsExactly("abc", "def");
        kept.forEach(ByteBuf::release);
        assertThat(kept).allMatch(b -> b.refCnt() == 0);
    }

    @Test
    void makesNoRoomForAPayloadOnItsAnnouncementAlone() {
        ByteBuf[] kept = new ByteBuf[1];
        PooledByteBufAllocator allocator = new PooledByteBufAllocator(false) {
            @Override
            public ByteBuf directBuffer(int initialCapacity) {
                kept[0] = super.directBuffer(initialCapacity);
                return kept[0];
            }
        };
        ClientParser parser = new ClientParser(new SilentHandler(), allocator, 100, 1 << 20);
        ByteBuf in = Unpooled.copiedBuffer(bytes("PUB foo 1048576\r\nabc"));
        parser.feed(in);
        assertThat(kept[0].capacity()).isLessThan(4096);
        parser.close();
        assertThat(kept[0].refCnt()).isZero();
        in.release();
    }

    @Test
    void appliesChangedLimitsToFramesToCome() {
        ClientTranscript transcript = new ClientTranscript();
        transcript.parser.limits(8, 2);
        ByteBuf in = Unpooled.copiedBuffer(bytes("PUB foo 3\r\nabc\r\n"));
        assertThatThrownBy(() -> transcript.parser.feed(in)).hasMessageContaining("3 vs 2");
        in.release();
    }

    private static class SilentHandler implements ClientHandler {
        @Override
        public void connect(ByteBuf buf, int index, int length) { }

        @Override
        public void publish(ByteBuf buf, int subjectIndex, int subjectLength, int replyIndex, int replyLength,
                int headerLength, int payloadIndex, int payloadLength) { }

        @Override
        public void subscribe(ByteBuf buf, int subjectIndex, int subjectLength, int queueIndex, int queueLength,
                int sidIndex, int sidLength) { }

        @Override
        public void unsubscribe(ByteBuf buf, int sidIndex, int sidLength, int maxMessages) { }

        @Override
        public void ping() { }

        @Override
        public void pong() { }
    }
}
