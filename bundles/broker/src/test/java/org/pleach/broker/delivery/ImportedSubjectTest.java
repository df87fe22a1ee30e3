package org.pleach.broker.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportedSubjectTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nothing", value = {
        "public.>  | a.public.>  | >             | public.>",
        "public.>  | a.public.>  | a.>           | public.>",
        "public.>  | a.public.>  | a.public.*    | public.*",
        "public.>  | a.public.>  | a.public.x.y  | public.x.y",
        "public.>  | a.public.>  | *.*.x         | public.x",
        "public.>  | a.public.>  | b.>           | nothing",
        "public.>  | a.public.>  | a.public      | nothing",
        "two.*.*   | swap.$2.$1  | swap.1.*      | two.*.1",
        "two.*.*   | same.*.*    | same.1.2      | two.1.2",
        "lit       | here        | *             | lit",
        "lit       | here        | *.x           | nothing",
    })
    void findsWhatToSubscribeToThere(String subject, String to, String wanted, String there) {
        byte[] found = new ImportedSubject(subject, to).wantedThere(wanted.getBytes(StandardCharsets.UTF_8));

        assertThat(found == null ? null : new String(found, StandardCharsets.UTF_8)).isEqualTo(there);
    }

    @Test
    void needsEveryWildcard() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ImportedSubject("a.*.*", "b.$1"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ImportedSubject("a.*", "b"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ImportedSubject("a.>", "b"));
    }
}
