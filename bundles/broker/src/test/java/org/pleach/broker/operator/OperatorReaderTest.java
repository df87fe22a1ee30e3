package org.pleach.broker.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.OperatorOptions;

class OperatorReaderTest {

    private static BrokerOptions options(String config) {
        return BrokerOptions.from(ConfigFactory.parseString(Golden.fill(config)));
    }

    @Test
    void readsTokensAndFilesWithThem(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("operator.jwt"), Golden.get("operator.token") + "\n");

        for (String operator : new String[] {"\"${operator.token}\"", '"' + file.toString() + '"'}) {
            BrokerOptions options = options("operator: [" + operator + "], resolver: MEMORY, resolver_preload { ${sys.key}: \"${sys.token}\" }");

            assertThat(options.operator().trusted()).containsExactlyInAnyOrder(Golden.get("operator.key"),
                    Golden.get("operator.signer.key"));
            assertThat(options.operator().resolver()).isEqualTo(new OperatorOptions.Memory());
            assertThat(options.systemAccount()).isEqualTo(Golden.get("sys.key"));
        }
    }

    @Test
    void readsEveryFormOfAResolver() {
        String operator = "operator: \"${operator.token}\", ";

        assertThat(options(operator + "resolver: \"URL(http://h:1/a)\"").operator().resolver())
                .isEqualTo(new OperatorOptions.Url("http://h:1/a/", null));
        assertThat(options(operator + "resolver { type: mem }").operator().resolver()).isEqualTo(new OperatorOptions.Memory());
        assertThat(options(operator + "resolver { type: FULL, dir: x, allow_delete: true, interval: 2m, timeout: 1s, limit: 5 }")
                .operator().resolver()).isEqualTo(new OperatorOptions.Directory(Path.of("x"), true, OperatorOptions.Deletion.RENAME, 5,
                        Duration.ofMinutes(2), Duration.ofSeconds(1), Duration.ZERO));
        assertThat(options(operator + "resolver { type: cache, dir: x, ttl: 1h }").operator().resolver())
                .isEqualTo(new OperatorOptions.Directory(Path.of("x"), false, OperatorOptions.Deletion.REMOVE, 1000,
                        Duration.ofMinutes(1), Duration.ofMillis(1900), Duration.ofHours(1)));
    }

    @Test
    void isNotThereWithoutAnOperator() {
        assertThat(options("").operator()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "operator: \"${operator.token}\" | operators require an account resolver",
        "operator: \"${operator.token}\", resolver: FOO | expected MEMORY",
        "operator: \"${shop.token}\", resolver: MEMORY | claims about an operator",
        "operator: \"${operator.token}x\", resolver: MEMORY | signature",
        "operator: \"/nowhere/at/all.jwt\", resolver: MEMORY | expected a token or a file with one",
        "operator: \"${operator.token}\", resolver: MEMORY, trusted_keys: [${operator.key}] | operators or trusted keys",
        "trusted_keys: [${shop.key}], resolver: MEMORY | public nkey of an operator",
        "operator: \"${operator.token}\", resolver: MEMORY, authorization { token: x } | by the operator's tokens alone",
        "operator: \"${operator.token}\", resolver: MEMORY, accounts { A {} } | by the operator's tokens alone",
        "operator: \"${operator.token}\", resolver: MEMORY, system_account: ${shop.key} | the one that the operator's token names",
        "operator: \"${operator.token}\", resolver: \"URL(ftp://x/)\" | a URL with http or https",
        "operator: \"${operator.token}\", resolver: \"URL(http://x/)\", resolver_preload { ${sys.key}: \"${sys.token}\" } | can be written to",
        "operator: \"${operator.token}\", resolver { type: full } | dir: a directory",
        "operator: \"${operator.token}\", resolver { type: odd, dir: x } | the type \"odd\"",
        "operator: \"${operator.token}\", resolver { type: full, dir: x, ttl: 5s } | no ttl with this type",
        "operator: \"${operator.token}\", resolver { type: cache, dir: x, allow_delete: true } | no allow_delete with this type",
        "operator: \"${operator.token}\", resolver { type: full, dir: x, hard_delete: true } | hard_delete with allow_delete only",
        "operator: \"${operator.token}\", resolver { type: full, dir: pom.xml } | that can be written to",
        "trusted_keys: [${operator.key}], resolver { type: full, dir: x } | expected a system account",
        "operator: \"${operator.token}\", resolver: MEMORY, resolver_preload { A: \"eyJ\" } | account A: expected a token",
        "operator: \"${operator.token}\", resolver: MEMORY, default_sentinel: \"${ann.token}\" | expected a bearer token"})
    void refusesWhatDoesNotGoTogether(String config, String expected) {
        assertThatThrownBy(() -> options(config)).isInstanceOf(ConfigException.class).hasMessageContaining(expected);
    }
}
