package org.pleach.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeflateOfferTest {

    @Test
    void takesAnOfferAmongOthers() {
        assertThat(DeflateOffer.isAcceptable(List.of("x-other", "permessage-deflate; client_max_window_bits"))).isTrue();
        assertThat(DeflateOffer.isAcceptable(List.of("foo, Permessage-Deflate"))).isTrue();
    }

    @Test
    void leavesAnOfferThatWantsASmallWindow() {
        assertThat(DeflateOffer.isAcceptable(List.of("permessage-deflate; server_max_window_bits=10"))).isFalse();
        assertThat(DeflateOffer.isAcceptable(
                List.of("permessage-deflate; server_max_window_bits=10, permessage-deflate"))).isTrue();
    }

    @Test
    void needsAnOffer() {
        assertThat(DeflateOffer.isAcceptable(List.of())).isFalse();
        assertThat(DeflateOffer.isAcceptable(List.of("permessage-deflate-like"))).isFalse();
    }
}
