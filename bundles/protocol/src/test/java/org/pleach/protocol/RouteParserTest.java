package org.pleach.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RouteParserTest {

    static Stream<Arguments> transcripts() {
        return Stream.of(
                Arguments.of(false, "INFO {\"server_id\":\"A\"}\r\nCONNECT {}\r\nPING\r\nPONG\r\n+OK\r\n-ERR 'x y'\r\n",
                        List.of("INFO [{\"server_id\":\"A\"}]", "CONNECT [{}]", "PING", "PONG", "ERR ['x y']")),
                Arguments.of(false, "RS+ $G foo\r\nRS+ $G foo q 3\r\nrs- $G foo\r\nRS- $G foo q\r\n",
                        List.of("RS+ [$G][foo][] 0", "RS+ [$G][foo][q] 3", "RS- [$G][foo][]", "RS- [$G][foo][q]")),
                Arguments.of(true, "RS+ foo\r\nRS+ foo q 3\r\nRS- foo\r\nRS- foo q\r\n",
                        List.of("RS+ [][foo][] 0", "RS+ [][foo][q] 3", "RS- [][foo][]", "RS- [][foo][q]")),
                Arguments.of(false, "RMSG $G foo 5\r\nhello\r\nrmsg $G foo reply 0\r\n\r\n",
                        List.of("RMSG [$G][foo][] {} -1 [hello]", "RMSG [$G][foo][reply] {} -1 []")),
                Arguments.of(false, "RMSG $G foo + reply q1 q2 2\r\nhi\r\nRMSG $G foo | q1 2\r\nhi\r\n"
                                + "RMSG $G foo + r 1\r\n1\r\n",
                        List.of("RMSG [$G][foo][reply] {[q1][q2]} -1 [hi]", "RMSG [$G][foo][] {[q1]} -1 [hi]",
                                "RMSG [$G][foo][r] {} -1 [1]")),
                Arguments.of(true, "RMSG foo 1\r\n1\r\nRMSG foo r 1\r\n1\r\n"
                                + "RMSG foo | q 1\r\n1\r\nRMSG foo + r q 1\r\n1\r\n",
                        List.of("RMSG [][foo][] {} -1 [1]", "RMSG [][foo][r] {} -1 [1]", "RMSG [][foo][] {[q]} -1 [1]",
                                "RMSG [][foo][r] {[q]} -1 [1]")),
                Arguments.of(false, "HMSG $G foo 12 14\r\nNATS/1.0\r\n\r\nhi\r\n",
                        List.of("RMSG [$G][foo][] {} 12 [NATS/1.0\r\n\r\nhi]")),
                Arguments.of(false, "HMSG $G foo r 12 12\r\nNATS/1.0\r\n\r\n\r\n"
                                + "HMSG $G foo + r q1 q2 12 12\r\nNATS/1.0\r\n\r\n\r\n",
                        List.of("RMSG [$G][foo][r] {} 12 [NATS/1.0\r\n\r\n]",
                                "RMSG [$G][foo][r] {[q1][q2]} 12 [NATS/1.0\r\n\r\n]")),
                Arguments.of(false, "RMSG $G big 2499\r\n" + "x".repeat(2499) + "\r\nA+ X\r\na- X\r\nPING\r\n",
                        List.of("RMSG [$G][big][] {} -1 [" + "x".repeat(2499) + "]", "PING")),
                // what breaks the protocol
                Arguments.of(false, "PUB foo 1\r\n1\r\n", List.of("UNKNOWN_OPERATION @0")),
                Arguments.of(false, "RX foo\r\n", List.of("UNKNOWN_OPERATION @0")),
                Arguments.of(false, "RS* foo\r\n", List.of("UNKNOWN_OPERATION @0")),
                Arguments.of(false, "LS+ c $G foo\r\n", List.of("UNKNOWN_OPERATION @0")),
                Arguments.of(false, "PING\r\nRS+ $G\r\n", List.of("PING", "BAD_ARGUMENTS @6")),
                Arguments.of(false, "RS+ $G foo q\r\n", List.of("BAD_ARGUMENTS @0")),
                Arguments.of(false, "RS- $G foo q 1\r\n", List.of("BAD_ARGUMENTS @0")),
                Arguments.of(false, "RMSG foo 1\r\n1\r\n", List.of("BAD_ARGUMENTS @0")),
                Arguments.of(false, "RMSG $G foo x r q 1\r\n1\r\n", List.of("BAD_ARGUMENTS @0")),
                Arguments.of(false, "RMSG $G foo ++ r q 1\r\n1\r\n", List.of("BAD_ARGUMENTS @0")),
                Arguments.of(false, "HMSG $G foo 5 1\r\n1\r\n", List.of("BAD_ARGUMENTS @0")),
                Arguments.of(false, "RMSG $G foo x\r\n", List.of("BAD_ARGUMENTS @0")),
                Arguments.of(false, "RMSG $G foo 2501\r\n", List.of("MAX_PAYLOAD @0")),
                Arguments.of(false, "RMSG $G foo | " + "q ".repeat(50) + "1\r\n1\r\n", List.of("MAX_CONTROL_LINE @0")),
                Arguments.of(false, "RMSG $G foo 1\r\n12\r\n", List.of("BAD_PAYLOAD_END @0")));
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void reportsEachFrameWhereverTheInputIsSplit(boolean dedicated, String input, List<String> expected) {
        byte[] bytes = input.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(RouteTranscript.of(dedicated, bytes)).isEqualTo(expected);
        for (int split = 0; split <= bytes.length; split++) {
            assertThat(RouteTranscript.of(dedicated, bytes, split)).as("split at %d", split).isEqualTo(expected);
        }
        assertThat(RouteTranscript.byteByByte(dedicated, bytes)).as("byte by byte").isEqualTo(expected);
    }
}
