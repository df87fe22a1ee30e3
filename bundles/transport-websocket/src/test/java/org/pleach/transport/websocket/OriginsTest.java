package org.pleach.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OriginsTest {

    @Test
    void letsAnyPageInUnlessToldOtherwise() {
        assertThat(Origins.of(false, List.of()).refusal("https://evil.example", "here", true)).isNull();
    }

    @Test
    void letsClientsInThatAreNoBrowsers() {
        assertThat(Origins.of(true, List.of("https://a.example")).refusal(null, "here", true)).isNull();
    }

    @Test
    void comparesSchemeHostAndPortOfTheSameOrigin() {
        Origins same = Origins.of(true, List.of());
        assertThat(same.refusal("https://Here.example", "here.example:443", true)).isNull();
        assertThat(same.refusal("http://here.example:8080", "here.example:8080", false)).isNull();
        assertThat(same.refusal("http://here.example:443", "here.example", true)).isEqualTo("not same origin");
        assertThat(same.refusal("https://there.example", "here.example", true)).isEqualTo("not same origin");
        assertThat(same.refusal("null", "here.example", true)).contains("expected an origin");
    }

    @Test
    void letsOnlyListedPagesIn() {
        Origins listed = Origins.of(false, List.of("https://a.example", "http://b.example:81"));
        assertThat(listed.refusal("https://A.example:443", "here", true)).isNull();
        assertThat(listed.refusal("http://b.example:81", "here", true)).isNull();
        assertThat(listed.refusal("http://a.example", "here", true)).isEqualTo("not in the allowed list");
        assertThat(listed.refusal("https://a.example.evil", "here", true)).isEqualTo("not in the allowed list");
        assertThat(listed.refusal("garbage", "here", true)).contains("expected an origin");
    }

    @Test
    void refusesAListedOriginThatIsNone() {
        assertThatThrownBy(() -> Origins.of(false, List.of("ftp://a"))).hasMessageContaining("ftp://a");
    }
}
