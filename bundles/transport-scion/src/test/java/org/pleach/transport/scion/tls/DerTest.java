package org.pleach.transport.scion.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DerTest {

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void writesIdentifiers() {
        // ecdsa-with-SHA256 and rsaEncryption, as RFC 5480 and RFC 3279 give them.
        assertThat(hex(Der.identifier("1.2.840.10045.4.3.2"))).isEqualTo("06082a8648ce3d040302");
        assertThat(hex(Der.identifier("1.2.840.113549.1.1.1"))).isEqualTo("06092a864886f70d010101");
    }

    @Test
    void writesLengthsInTheShortestForm() {
        assertThat(hex(Der.octets(new byte[127]))).startsWith("047f00");
        assertThat(hex(Der.octets(new byte[128]))).startsWith("04818000");
        assertThat(hex(Der.octets(new byte[256]))).startsWith("0482010000");
        assertThat(hex(Der.octets(new byte[65536]))).startsWith("048301000000");
    }

    @Test
    void writesElementsInsideOthers() {
        assertThat(hex(Der.sequence(Der.integer(BigInteger.TWO), Der.tagged(0, true, Der.text("x")))))
                .isEqualTo("3008020102a0030c0178");
        assertThat(hex(Der.bits(new byte[] {1}))).isEqualTo("03020001");
        assertThat(hex(Der.integer(BigInteger.valueOf(128)))).isEqualTo("02020080");
    }
}
