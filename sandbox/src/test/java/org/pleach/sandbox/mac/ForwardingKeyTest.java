package org.pleach.sandbox.mac;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pleach.sandbox.Golden;

class ForwardingKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"110", "111", "112", "120"})
    void derivesTheKeysOfTheRecording(String as) {
        Config keys = Golden.json("topology/1-ff00_0_" + as + "/keys.json");
        ForwardingKey key = ForwardingKey.derive(HexFormat.of().parseHex(keys.getString("master0_key")));
        assertThat(key.hex()).isEqualTo(keys.getString("hop_field_key"));
        assertThat(key.toString()).doesNotContain(key.hex());
    }
}
