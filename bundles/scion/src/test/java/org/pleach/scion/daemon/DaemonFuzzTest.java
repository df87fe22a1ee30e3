package org.pleach.scion.daemon;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

class DaemonFuzzTest {

    private static final List<UnaryOperator<byte[]>> MESSAGES = List.of(
            bytes -> PathsResponse.decode(bytes).encode(),
            bytes -> PathsRequest.decode(bytes).encode(),
            bytes -> AsResponse.decode(bytes).encode(),
            bytes -> AsRequest.decode(bytes).encode(),
            bytes -> InterfacesResponse.decode(bytes).encode(),
            bytes -> ServicesResponse.decode(bytes).encode(),
            bytes -> PortRangeResponse.decode(bytes).encode(),
            bytes -> NotifyInterfaceDownRequest.decode(bytes).encode());

    @FuzzTest
    void readsOrRefusesAndWritesWhatItRead(FuzzedDataProvider data) {
        UnaryOperator<byte[]> message = MESSAGES.get(data.consumeInt(0, MESSAGES.size() - 1));
        byte[] canonical;
        try {
            canonical = message.apply(data.consumeRemainingAsBytes());
        } catch (MalformedMessageException e) {
            return;
        }
        if (!Arrays.equals(message.apply(canonical), canonical)) {
            throw new AssertionError("what was written is read differently");
        }
    }
}
