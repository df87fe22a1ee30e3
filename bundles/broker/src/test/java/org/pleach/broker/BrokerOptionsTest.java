package org.pleach.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerOptionsTest {

    private static BrokerOptions read(String text) {
        return BrokerOptions.from(ConfigFactory.parseString(text));
    }

    @Test
    void hasTheDefaultsOfNatsServer() {
        BrokerOptions options = read("");
        assertThat(options.listen().hostPort()).isEqualTo("0.0.0.0:4222");
        assertThat(options.serverName()).isNull();
        assertThat(options.maxPayload()).isEqualTo(1 << 20);
        assertThat(options.maxControlLine()).isEqualTo(4096);
        assertThat(options.maxConnections()).isEqualTo(65536);
        assertThat(options.maxSubscriptions()).isZero();
        assertThat(options.maxPending()).isEqualTo(64 << 20);
        assertThat(options.writeDeadline()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.pingInterval()).isEqualTo(Duration.ofMinutes(2));
        assertThat(options.pingMax()).isEqualTo(2);
        assertThat(options.authorization().timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.authorization().required()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "port: 5222 | 0.0.0.0:5222",
            "port: -1 | 0.0.0.0:0",
            "host: localhost | localhost:4222",
            "host: \"::1\", port: 1 | [::1]:1",
            "listen: 5222 | 0.0.0.0:5222",
            "listen: \"127.0.0.1:-1\" | 127.0.0.1:0",
            "listen: \"nats://18-ffaa:1:10bf,127.0.0.1:4222\" | 18-ffaa:1:10bf,127.0.0.1:4222",
            "listen: localhost | localhost:4222"})
    void readsWhereToListen(String text, String expected) {
        assertThat(read(text).listen().hostPort()).isEqualTo(expected);
    }

    @Test
    void readsTimesWithUnitsAndInSeconds() {
        assertThat(read("ping_interval: \"30s\"").pingInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(read("ping_interval: 30").pingInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(read("authorization.timeout: 0.5").authorization().timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(read("write_deadline: 2m").writeDeadline()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void readsUsersAsBlocksAndAsJsonInTexts() {
        assertThat(read("authorization { users: [ {user: a, password: b}, {user: c, password: d} ] }").authorization().users().values())
                .containsExactlyInAnyOrder(user("a", "b"), user("c", "d"));
        assertThat(read("authorization { users: [ \"{\\\"user\\\":\\\"a\\\",\\\"password\\\":\\\"b\\\"}\" ] }")
                .authorization().users().values()).containsExactly(user("a", "b"));
        assertThat(read("authorization { user: a, password: 123 }").authorization().users().values())
                .containsExactly(user("a", "123"));
    }

    @Test
    void printsNoSecrets() {
        BrokerOptions options = read("authorization { token: s3cret, users: [ { user: ann, password: hush } ] }");
        assertThat(options.toString()).contains("ann").doesNotContain("s3cret", "hush");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "port: 70000 | port",
            "max_payload: -1 | max_payload",
            "max_payload: 1000, max_pending: 100 | max_pending",
            "max_control_line: 0 | max_control_line",
            "ping_interval: 0 | ping_interval",
            "ping_interval: often | ping_interval",
            "server_name: \"a b\" | server_name",
            "listen: \"::1:4222\" | listen",
            "debug: perhaps | debug",
            "authorization { users: [ { password: x } ] } | users"})
    void refusesBadValuesByName(String text, String key) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ConfigException.class).hasMessageContaining(key);
    }

    private static BrokerOptions.User user(String name, String password) {
        return new BrokerOptions.User(name, password, null, "$G", null);
    }
}
