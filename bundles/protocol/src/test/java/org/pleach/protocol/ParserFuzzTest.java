package org.pleach.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;

class ParserFuzzTest {

    @FuzzTest(maxDuration = "30s")
    void clientParserGivesTheSameWhereverTheInputIsSplit(FuzzedDataProvider data) {
        int split = data.consumeInt(0, 300);
        byte[] input = data.consumeRemainingAsBytes();
        int at = Math.min(split, input.length);
        assertThat(ClientTranscript.of(input, at)).isEqualTo(ClientTranscript.of(input));
        assertThat(ClientTranscript.byteByByte(input)).isEqualTo(ClientTranscript.of(input));
    }

    @FuzzTest(maxDuration = "30s")
    void routeParserGivesTheSameWhereverTheInputIsSplit(FuzzedDataProvider data) {
        int split = data.consumeInt(0, 300);
        boolean dedicated = data.consumeBoolean();
        byte[] input = data.consumeRemainingAsBytes();
        int at = Math.min(split, input.length);
        assertThat(RouteTranscript.of(dedicated, input, at)).isEqualTo(RouteTranscript.of(dedicated, input));
        assertThat(RouteTranscript.byteByByte(dedicated, input)).isEqualTo(RouteTranscript.of(dedicated, input));
    }

    @FuzzTest(maxDuration = "30s")
    void jsonIsReadOrRefused(byte[] json) {
        try {
            ServerInfo.read(Unpooled.wrappedBuffer(json), 0, json.length);
            ConnectOptions.read(Unpooled.wrappedBuffer(json), 0, json.length);
        } catch (ProtocolException e) {
            assertThat(e.error()).isEqualTo(ProtocolError.BAD_JSON);
        }
    }
}
