package org.pleach.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicNkeyTest {

    /** Key and signature were made by jnats. */
    private static final String USER = "UCIUJYJYDMHZ3VPLSPLOHENTHD2WWX6Y5XJRHUWMXZVQITEN7VMUTGSR";
    private static final byte[] NONCE = "some nonce".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SIGNATURE = Base64.getUrlDecoder().decode(
            "IQdJzHNv_c1S_lRDL9M_O9hgAHTBD6tIFa3F6tFErn92ZbqyTsWHiU_D-_3IrHU2kLBOEAeC3pfcu7MQIqRfBQ");

    @Test
    void knowsASignatureOfItsPrivateHalf() {
        assertThat(PublicNkey.ofUser(USER).verifies(NONCE, SIGNATURE)).isTrue();
        assertThat(PublicNkey.ofUser(USER)).hasToString(USER).isEqualTo(PublicNkey.ofUser(USER));
    }

    @Test
    void writesAKeyAsItReadsIt() {
        byte[] key = HexFormat.of().parseHex("9144e1381b0f9dd5eb93d6e391b338f56b5fd8edd313d2ccbe6b044c8dfd5949");
        assertThat(PublicNkey.text('U', key)).isEqualTo(USER);
    }

    @Test
    void takesNoSignatureWithAnyBitChanged() {
        PublicNkey nkey = PublicNkey.ofUser(USER);
        for (int bit = 0; bit < SIGNATURE.length * 8; bit++) {
            byte[] changed = SIGNATURE.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(nkey.verifies(NONCE, changed)).as("bit %d", bit).isFalse();
        }
        assertThat(nkey.verifies("some Nonce".getBytes(StandardCharsets.US_ASCII), SIGNATURE)).isFalse();
        assertThat(nkey.verifies(NONCE, new byte[64])).isFalse();
        assertThat(nkey.verifies(NONCE, new byte[0])).isFalse();
    }

    @Test
    void refusesATextWithAnyCharacterChanged() {
        for (int i = 1; i < USER.length(); i++) {
            String changed = USER.substring(0, i) + (USER.charAt(i) == 'A' ? 'B' : 'A') + USER.substring(i + 1);
            assertThatThrownBy(() -> PublicNkey.ofUser(changed)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'' | got 0 characters",
        "UCIU | got 4 characters",
        "ACJ5TCNDQBFPPNDBIP5GMW6OQXREXAZ26LWZ4NIMQ775RCVQI4PNYMLZ | got 56 characters that begin with another one",
        "UCIUJYJYDMHZ3VPLSPLOHENTHD2WWX6Y5XJRHUWMXZVQITEN7VMUTGSS | got one whose checksum is wrong",
        "UCIUJYJYDMHZ3VPLSPLOHENTHD2WWX6Y5XJRHUWMXZVQITEN7VMUTGS1 | got one whose character 56 is none of A-Z and 2-7",
        "uciujyjydmhz3vplsplohenthd2wwx6y5xjrhuwmxzvqiten7vmutgsr | got 56 characters that begin with another one"})
    void saysWhatIsWrong(String text, String expected) {
        assertThatThrownBy(() -> PublicNkey.ofUser(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected the public nkey of a user, U and 55 more characters").hasMessageContaining(expected);
    }

    @Test
    void doesNotRepeatASeed() {
        String seed = "SUAOHJFHMRI4C46EP5ASOYPH2WGSSIZPFSBAACOQV5OYZNBW6WZSP7VJDU";
        assertThatThrownBy(() -> PublicNkey.ofUser(seed)).hasMessageContaining("seed").hasMessageNotContaining("HJFHMRI4C46");
    }

    @FuzzTest
    void readsOrRefusesAnything(FuzzedDataProvider data) {
        byte[] signature = data.consumeBytes(70);
        String text = data.consumeRemainingAsString();
        try {
            PublicNkey.ofUser(text).verifies(NONCE, signature);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("expected");
        }
    }
}
