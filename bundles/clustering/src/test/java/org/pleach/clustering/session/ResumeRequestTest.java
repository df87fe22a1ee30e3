package org.pleach.clustering.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class ResumeRequestTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SessionKey key = SessionKey.random(RANDOM);
    private final String acceptorsNonce = SessionKey.nonce(RANDOM);
    private final ResumeRequest request = ResumeRequest.of(key, 3, 1000, SessionKey.nonce(RANDOM), acceptorsNonce);

    @Test
    void isWhatWasWritten() {
        assertThat(ResumeRequest.read(request.written())).isEqualTo(request);
        assertThat(request.isProvenBy(key, acceptorsNonce)).isTrue();
    }

    @Test
    void isNothingButItsWholeSelf() {
        String written = request.written();
        for (int length = 0; length < written.length(); length++) {
            assertThat(ResumeRequest.read(written.substring(0, length))).as("first %d characters", length).isNull();
        }
        assertThat(ResumeRequest.read(written + "0")).isNull();
    }

    @Test
    void isNotProvenByAnotherSecret() {
        SessionKey guessed = SessionKey.announced("NEW " + key.id() + ' ' + SessionKey.nonce(RANDOM));
        ResumeRequest forged = ResumeRequest.of(guessed, 3, 1000, request.nonce(), acceptorsNonce);
        assertThat(forged.id()).isEqualTo(key.id());
        assertThat(forged.isProvenBy(key, acceptorsNonce)).isFalse();
    }

    @Test
    void isNotProvenOnAnotherConnection() {
        assertThat(request.isProvenBy(key, SessionKey.nonce(RANDOM))).as("replayed").isFalse();
    }

    @Test
    void isNotProvenWithAnythingChanged() {
        String id = SessionKey.nonce(RANDOM);
        String nonce = SessionKey.nonce(RANDOM);
        assertThat(new ResumeRequest(id, 3, 1000, request.nonce(), request.proof()).isProvenBy(key, acceptorsNonce)).isFalse();
        assertThat(new ResumeRequest(key.id(), 5, 1000, request.nonce(), request.proof()).isProvenBy(key, acceptorsNonce))
                .isFalse();
        assertThat(new ResumeRequest(key.id(), 3, 999, request.nonce(), request.proof()).isProvenBy(key, acceptorsNonce))
                .isFalse();
        assertThat(new ResumeRequest(key.id(), 3, 1000, nonce, request.proof()).isProvenBy(key, acceptorsNonce)).isFalse();
    }

    @Test
    void doesNotTellItsProof() {
        assertThat(request.toString()).doesNotContain(request.proof());
    }

    @FuzzTest
    void isReadFromAnyTextOrNotAtAll(byte[] bytes) {
        ResumeRequest read = ResumeRequest.read(new String(bytes, StandardCharsets.UTF_8));
        if (read != null) {
            assertThat(ResumeRequest.read(read.written())).isEqualTo(read);
        }
    }
}
