package org.pleach.sandbox.mac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AesCmacTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] KEY = HEX.parseHex("2b7e151628aed2a6abf7158809cf4f3c");

    /** The examples of RFC 4493, section 4. */
    @ParameterizedTest
    @CsvSource({
        "'', bb1d6929e95937287fa37d129b756746",
        "6bc1bee22e409f96e93d7e117393172a, 070a16b46b4d4144f79bdd9dd04a287c",
        "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411,"
            + " dfa66747de9ae63030ca32611497c827",
        "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411"
            + "e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710, 51f0bebf7e3b9d92fc49741779363cfe"
    })
    void makesTheMacsOfTheRfc(String message, String mac) {
        assertThat(HEX.formatHex(new AesCmac(KEY).mac(HEX.parseHex(message)))).isEqualTo(mac);
    }

    @Test
    void makesTheSameMacOfOneBlockWithoutTheGeneralWay() {
        AesCmac cmac = new AesCmac(KEY);
        byte[] block = HEX.parseHex("6bc1bee22e409f96e93d7e117393172a");
        byte[] mac = new byte[AesCmac.LENGTH];
        for (int i = 0; i < 3; i++) {
            cmac.block(block, mac);
            assertThat(HEX.formatHex(mac)).isEqualTo("070a16b46b4d4144f79bdd9dd04a287c");
        }
    }

    @Test
    void refusesKeysOfAnotherLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AesCmac(new byte[5]))
                .withMessageContaining("16 bytes, got 5");
    }
}
