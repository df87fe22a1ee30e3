package org.pleach.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {

    private static ByteBuf utf8(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    private static ServerInfo info(String json) {
        ByteBuf buf = utf8(json);
        return ServerInfo.read(buf, 0, buf.readableBytes());
    }

    private static ConnectOptions connect(String json) {
        ByteBuf buf = utf8(json);
        return ConnectOptions.read(buf, 0, buf.readableBytes());
    }

    @Test
    void readsWhatAClientSends() {
        ConnectOptions options = connect("{\"verbose\":false,\"pedantic\":false,\"user\":\"u\",\"pass\":\"p\","
                + "\"tls_required\":false,\"name\":\"näme\",\"lang\":\"go\",\"version\":\"1.52.0\","
                + "\"protocol\":1,\"echo\":true,\"headers\":true,"
                + "\"no_responders\":true,\"future\":{\"a\":[1,{\"b\":null}]}}");
        assertThat(options.verbose()).isFalse();
        assertThat(options.user()).isEqualTo("u");
        assertThat(options.password()).isEqualTo("p");
        assertThat(options.name()).isEqualTo("näme");
        assertThat(options.protocol()).isEqualTo(1);
        assertThat(options.headers()).isTrue();
        assertThat(options.noResponders()).isTrue();
        assertThat(options.toString()).doesNotContain("\"p\"").doesNotContain("=p");
    }

    @Test
    void startsFromEverythingOnForAClientThatSaysNothing() {
        ConnectOptions options = connect("{}");
        assertThat(options.echo()).isTrue();
        assertThat(options.verbose()).isTrue();
        assertThat(options.pedantic()).isTrue();
        assertThat(options.lang()).isEmpty();
    }

    @Test
    void writesInfoAsItReadsIt() {
        ServerInfo info = ServerInfo.builder().serverId("NA").serverName("s1").version("0.1").proto(1).go("java")
                .host("h")
                .port(4222).headers(true).maxPayload(1048576).clientId(7).nonce("n\"x").cluster("c1")
                .connectUrls(List.of("a:1", "b:2")).ip("nats-route://[18-ffaa:1:10bf,127.0.0.1]:4248/").gossipMode(1)
                .importPermission(new SubjectPermission(List.of("a.>"), List.of())).build();
        String line = new String(info.toLine(), StandardCharsets.UTF_8);
        assertThat(line).startsWith("INFO {\"server_id\":\"NA\",\"server_name\":\"s1\",").endsWith("}\r\n")
                .contains("\"max_payload\":1048576").doesNotContain("tls_required");
        assertThat(info(line.substring(5, line.length() - 2))).isEqualTo(info);
    }

    @Test
    void writesARoutesConnectAsItReadsIt() {
        ConnectOptions options = ConnectOptions.builder().verbose(false).pedantic(false).name("NB").cluster("c1")
                .headers(true).user("u").password("p").build();
        String line = new String(options.toRouteLine(), StandardCharsets.UTF_8);
        assertThat(line).startsWith("CONNECT {\"echo\":true,\"verbose\":false,\"pedantic\":false,");
        assertThat(connect(line.substring(8, line.length() - 2))).isEqualTo(options);
    }

    @Test
    void readsTheInfoOfARealRoute() {
        ServerInfo info = info("{\"server_id\":\"NCX\",\"server_name\":\"s\",\"version\":\"2.12.1\",\"proto\":2,"
                + "\"go\":\"go1.25\",\"host\":\"127.0.0.1\",\"port\":6222,\"headers\":true,"
                + "\"max_payload\":1048576,\"cluster\":\"C\",\"lnoc\":true,"
                + "\"lnocu\":true,\"route_pool_size\":3,\"nonce\":\"x\",\"domain\":\"\",\"compression\":\"off\","
                + "\"connect_urls\":[\"127.0.0.1:4222\"]}");
        assertThat(info.routePoolSize()).isEqualTo(3);
        assertThat(info.connectUrls()).containsExactly("127.0.0.1:4222");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"port\":\"x\"}", "{\"port\":1.5}", "{\"port\":99999999999}", "{}{}",
            "{\"host\":1}",
            "{\"connect_urls\":[1]}", "{\"import\":[]}", "nonsense", "{\"x\":[[[[[[[[[[[[1]]]]]]]]]]]]}"})
    void refusesWhatIsNoInfo(String json) {
        assertThatThrownBy(() -> info(json)).isInstanceOfSatisfying(ProtocolException.class,
                e -> assertThat(e.error()).isEqualTo(ProtocolError.BAD_JSON));
    }

    @Test
    void doesNotRepeatAPasswordInAComplaint() {
        assertThatThrownBy(() -> connect("{\"pass\":\"secret\",\"user\":secret}"))
                .isInstanceOf(ProtocolException.class).hasMessageNotContaining("secret");
    }
}
