package org.pleach.broker.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
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
        "operator: \"${operator.token}\", resolver: MEMORY, resolver_preload { A: \"eyJ\" } | account A: expected a token",
        "operator: \"${operator.token}\", resolver: MEMORY, default_sentinel: \"${ann.token}\" | expected a bearer token"})
    void refusesWhatDoesNotGoTogether(String config, String expected) {
        assertThatThrownBy(() -> options(config)).isInstanceOf(ConfigException.class).hasMessageContaining(expected);
    }
}
