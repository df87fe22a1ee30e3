package org.pleach.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsdAsTest {

    @ParameterizedTest
    @ValueSource(strings = {"18-ffaa:1:10bf", "1-ff00:0:110", "1-559", "0-0", "65535-ffff:ffff:ffff", "1-4294967295"})
    void printsWhatItRead(String text) {
        assertThat(IsdAs.parse(text)).hasToString(text);
    }

    @Test
    void keepsTheIsdInTheTopSixteenBits() {
        IsdAs isdAs = IsdAs.parse("18-ffaa:1:10bf");

        assertThat(isdAs.value()).isEqualTo(0x0012_ffaa_0001_10bfL);
        assertThat(isdAs.isd()).isEqualTo(18);
        assertThat(isdAs.as()).isEqualTo(0xffaa_0001_10bfL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "18", "18-", "-559", "x-1", "65536-1", "1-4294967296", "1-1:2", "1-1:2:3:4",
        "1-:1:2", "1-10000:1:2", "1-g:1:2", "+1-1", "1-+1", "1--1", "1-ff00:0:-10", "1-ff00:0:+10"})
    void refusesWhatIsNoIsdAs(String text) {
        assertThatThrownBy(() -> IsdAs.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected ISD-AS")
                .hasMessageContaining('"' + text + '"');
    }

    @Test
    void ordersAsUnsignedNumbers() {
        assertThat(IsdAs.parse("65535-1")).isGreaterThan(IsdAs.parse("1-1"));
    }

    @Test
    void knowsWildcards() {
        assertThat(IsdAs.parse("1-0").isWildcard()).isTrue();
        assertThat(IsdAs.parse("0-559").isWildcard()).isTrue();
        assertThat(IsdAs.parse("1-559").isWildcard()).isFalse();
    }
}
