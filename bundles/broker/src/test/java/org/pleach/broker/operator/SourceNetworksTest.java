package org.pleach.broker.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourceNetworksTest {

    @Test
    void knowsWhatIsInANetwork() {
        assertThat(SourceNetworks.allow(List.of(), "192.0.2.1")).isTrue();
        assertThat(SourceNetworks.allow(List.of("192.0.2.0/24"), "192.0.2.255")).isTrue();
        assertThat(SourceNetworks.allow(List.of("192.0.2.0/24"), "192.0.3.0")).isFalse();
        assertThat(SourceNetworks.allow(List.of("192.0.2.0/24", "2001:db8::/32"), "2001:db8:1::1")).isTrue();
        assertThat(SourceNetworks.allow(List.of("2001:db8::/32"), "2001:db9::1")).isFalse();
        assertThat(SourceNetworks.allow(List.of("0.0.0.0/0"), "::1")).isFalse();
    }

    @Test
    void letsNobodyInByNonsense() {
        for (String network : List.of("", "localhost/8", "127.0.0.1", "127.0.0.1/99", "127.0.0.1/-1", "127.0.0.1/x")) {
            assertThat(SourceNetworks.allow(List.of(network), "127.0.0.1")).as(network).isFalse();
        }
        assertThat(SourceNetworks.allow(List.of("0.0.0.0/0"), "localhost")).isFalse();
    }
}
