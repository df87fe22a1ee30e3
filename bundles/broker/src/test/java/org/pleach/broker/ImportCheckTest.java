package org.pleach.broker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportCheckTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "A { imports: [ {stream: {account: B, subject: x}} ] } | expected an account that is configured",
        "A { imports: [ {stream: {account: B, subject: x}} ] }, B { users: [] } | not authorized, expected an export",
        "A { imports: [ {stream: {account: B, subject: x}} ] }, B { exports: [ {service: x} ] } | not authorized",
        "A { imports: [ {stream: {account: B, subject: x}} ] }, B { exports: [ {stream: x, accounts: [C]} ] } | not authorized",
        "A { imports: [ {stream: {account: B, subject: \"x.*\"}, to: y} ] }, B { exports: [ {stream: \"x.*\"} ] } | expected all wildcards",
        "A { exports: [ {service: x} ], imports: [ {service: {account: B, subject: x}} ] }, B { exports: [ {service: x} ], imports: [ {service: {account: A, subject: x}} ] } | expected no circle",
        "A { exports: [ {stream: x} ], imports: [ {stream: {account: A, subject: x}} ] } | expected no circle",
    })
    void refusesImportsThatCannotBe(String accounts, String expected) {
        assertThatThrownBy(() -> BrokerOptions.from(ConfigFactory.parseString("accounts { " + accounts + " }")))
                .isInstanceOf(ConfigException.class).hasMessageContaining(expected);
    }
}
