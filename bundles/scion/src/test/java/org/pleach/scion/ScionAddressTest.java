package org.pleach.scion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.pleach.transport.Endpoint;

class ScionAddressTest {

    @Test
    void readsAndWritesBothFamilies() {
        assertThat(ScionAddress.parse("[18-ffaa:1:10bf,127.0.0.1]:4248")).hasToString("18-ffaa:1:10bf,127.0.0.1:4248");
        assertThat(ScionAddress.parse("1-559,[2001:db8::1]:80")).hasToString("1-559,[2001:db8::1]:80");
        assertThat(ScionAddress.of(Endpoint.parse("1-559,localhost:80"))).hasToString("1-559,127.0.0.1:80");
    }

    @Test
    void refusesWhatIsNoScionAddress() {
        assertThatThrownBy(() -> ScionAddress.parse("127.0.0.1:4248")).hasMessageContaining("not a SCION address");
        assertThatThrownBy(() -> ScionAddress.parse("1-559,127.0.0.1")).hasMessageContaining("ISD-AS,IP:port");
        assertThatThrownBy(() -> ScionAddress.parse("1-559,example.org:80"))
                .hasMessageContaining("literal").hasMessageContaining("example.org");
    }
}
