package org.pleach.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pleach.path.IsdAs;

class EndpointTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4222                                            |            |                | 0.0.0.0   | 4222
            127.0.0.1:4222                                  |            |                | 127.0.0.1 | 4222
            :4222                                           |            |                | 0.0.0.0   | 4222
            *:4222                                          |            |                | 0.0.0.0   | 4222
            localhost                                       |            |                | localhost | -1
            127.0.0.1:-1                                    |            |                | 127.0.0.1 | 0
            [::1]:4222                                      |            |                | ::1       | 4222
            nats://demo.example:4222                        | nats       |                | demo.example | 4222
            nats://demo.example:4222/                       | nats       |                | demo.example | 4222
            nats-route://127.0.0.1:6222                     | nats-route |                | 127.0.0.1 | 6222
            18-ffaa:1:10bf,127.0.0.1:4248                   |            | 18-ffaa:1:10bf | 127.0.0.1 | 4248
            nats://18-ffaa:1:10bf,127.0.0.1:4248            | nats       | 18-ffaa:1:10bf | 127.0.0.1 | 4248
            [18-ffaa:1:10bf,127.0.0.1]:4248                 |            | 18-ffaa:1:10bf | 127.0.0.1 | 4248
            nats-route://[18-ffaa:1:10bf,127.0.0.1]:4248    | nats-route | 18-ffaa:1:10bf | 127.0.0.1 | 4248
            nats-route://[1-559,::1]:4248                   | nats-route | 1-559          | ::1       | 4248
            1-559,[::1]:4248                                |            | 1-559          | ::1       | 4248
            [1-559,[::1]]:4248                              |            | 1-559          | ::1       | 4248
            """)
    void readsEveryForm(String text, String scheme, String isdAs, String host, int port) {
        Endpoint endpoint = Endpoint.parse(text);

        assertThat(endpoint.scheme()).isEqualTo(scheme == null ? "" : scheme);
        assertThat(endpoint.isdAs()).isEqualTo(isdAs == null ? null : IsdAs.parse(isdAs));
        assertThat(endpoint.host()).isEqualTo(host);
        assertThat(endpoint.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nats://127.0.0.1:4222", "nats-route://[18-ffaa:1:10bf,127.0.0.1]:4248",
        "[18-ffaa:1:10bf,::1]:4248", "[::1]:4222"})
    void printsUrlsThatItReadsAgain(String text) {
        assertThat(Endpoint.parse(text).url()).isEqualTo(text);
        assertThat(Endpoint.parse(Endpoint.parse(text).url())).isEqualTo(Endpoint.parse(text));
    }

    @Test
    void printsScionAddressesAsTheForkLogsThem() {
        assertThat(Endpoint.parse("nats://[18-ffaa:1:10a0,127.0.0.1]:5248").hostPort())
                .isEqualTo("18-ffaa:1:10a0,127.0.0.1:5248");
    }

    @Test
    void neverPrintsSecrets() {
        Endpoint endpoint = Endpoint.parse("nats://derek:s3cret@127.0.0.1:4222");

        assertThat(endpoint.userInfo()).isEqualTo("derek:s3cret");
        assertThat(endpoint.toString()).doesNotContain("s3cret").doesNotContain("derek");
        assertThatThrownBy(() -> Endpoint.parse("nats://derek:s3cret@host:99999"))
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nats://", "host:port", "host:70000", "host:-2", "::1:4222", "18-ffaa:1:10bf:4248",
        "18-ffaa:1:10bf,", "18-ffaa:x:10bf,127.0.0.1:4248", "[18-ffaa:1:10bf,127.0.0.1:4248", "[::1]4222",
        "1n@://x:1", "ho st:4222", ",127.0.0.1:4248"})
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> Endpoint.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("malformed address");
    }

    @Test
    void readsParametersAndDoesNotPrintThem() {
        Endpoint route = Endpoint.parse("nats-route://u:p@[18-ffaa:1:10bf,127.0.0.1]:4248?path_mode=redundant&x=");
        assertThat(route.parameters()).containsExactlyInAnyOrderEntriesOf(Map.of("path_mode", "redundant", "x", ""));
        assertThat(route.port()).isEqualTo(4248);
        assertThat(route.url()).isEqualTo("nats-route://[18-ffaa:1:10bf,127.0.0.1]:4248");
        assertThat(route.withPort(1).withDefaultParameter("path_mode", "failover").parameters())
                .containsEntry("path_mode", "redundant");
        assertThat(Endpoint.parse("h:1/?a=b").withDefaultParameter("c", "d").parameters())
                .isEqualTo(Map.of("a", "b", "c", "d"));
        assertThat(Endpoint.parse("h:1")).isEqualTo(Endpoint.of("h", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h:1?", "h:1?a", "h:1?=b", "h:1?a=b&a=c", "h:1?a=b&", "?a=b"})
    void refusesMalformedParameters(String text) {
        assertThatThrownBy(() -> Endpoint.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("malformed address");
    }
}
