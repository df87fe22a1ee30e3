package org.pleach.transport.scion.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfSignedTest {

    private final Instant now = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void vouchesForItself() throws Exception {
        SelfSigned own = SelfSigned.generate(now, new SecureRandom());
        own.certificate().verify(own.certificate().getPublicKey());
        own.certificate().checkValidity(Date.from(now));
        own.certificate().checkValidity(Date.from(now.plus(3000, ChronoUnit.DAYS)));
        assertThat(own.certificate().getVersion()).isEqualTo(3);
        assertThat(own.certificate().getSerialNumber()).isPositive();
        assertThat(own.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=pleach");
        assertThat(own.certificate().getSubjectAlternativeNames()).containsExactly(List.of(2, "pleach"));
    }

    @Test
    void isNewEachTime() {
        SelfSigned one = SelfSigned.generate(now, new SecureRandom());
        SelfSigned other = SelfSigned.generate(now, new SecureRandom());
        assertThat(one.certificate().getSerialNumber()).isNotEqualTo(other.certificate().getSerialNumber());
        assertThat(one.certificate().getPublicKey()).isNotEqualTo(other.certificate().getPublicKey());
    }
}
