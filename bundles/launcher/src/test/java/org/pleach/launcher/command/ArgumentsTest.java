package org.pleach.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @ParameterizedTest
    @ValueSource(strings = {"-p 5222", "--p 5222", "-port 5222", "--port=5222", "-p=5222", "-p 1 --port 5222", "-p +5222"})
    void takesOneDashOrTwoAndBlankOrEqualsSign(String line) throws UsageException {
        assertThat(parse(line).number("port")).isEqualTo(5222);
    }

    @Test
    void takesNegativeNumbersForValues() throws UsageException {
        assertThat(parse("-p -1").number("port")).isEqualTo(-1);
    }

    @Test
    void takesTheValueOfASwitchOnlyBehindAnEqualsSign() throws UsageException {
        assertThat(parse("-D=false").isSet("debug")).isFalse();
        assertThat(parse("-D=1").isSet("debug")).isTrue();
        assertThat(parse("-D").on("debug")).isTrue();
        assertThat(parse("-D false").rest()).containsExactly("false");
        assertThat(parse("").isSet("debug")).isNull();
    }

    @Test
    void endsFlagsAtTheFirstArgumentThatIsNone() throws UsageException {
        assertThat(parse("-D version -p 1").rest()).containsExactly("version", "-p", "1");
        assertThat(parse("-D -- -p").rest()).containsExactly("-p");
        assertThat(parse("- -p").rest()).containsExactly("-", "-p");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-bogus | flag provided but not defined: -bogus",
        "--bogus=1 | flag provided but not defined: -bogus",
        "---p 1 | flag provided but not defined: --p",
        "-p | flag needs an argument: -p",
        "-p abc | invalid value \"abc\" for flag -p: expected a whole number",
        "-p 1.5 | invalid value \"1.5\" for flag -p: expected a whole number",
        "-D=maybe | invalid value \"maybe\" for flag -D: expected true or false",
    })
    void refusesTheRest(String line, String message) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(UsageException.class).hasMessage(message);
    }

    @Test
    void namesFlagsThatAreNotSupportedYet() throws UsageException {
        assertThat(parse("-js -sd /tmp -s=false --profile 1").notYet()).containsExactly("jetstream", "profile", "store_dir");
    }

    @Test
    void theUsageNamesEveryFlagThatIsSupported() {
        for (Flag flag : Flags.ALL) {
            if (!flag.kind().isNotYet()) {
                flag.names().forEach(name -> assertThat(Usage.text()).containsPattern("[\\s,]--?" + name + "[\\s,\\[]"));
            }
        }
    }

    private static Arguments parse(String line) throws UsageException {
        return Arguments.parse(line.isEmpty() ? new String[0] : line.split(" "));
    }
}
