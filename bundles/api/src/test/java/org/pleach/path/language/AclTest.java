package org.pleach.path.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AclTest {

    @Test
    void theFirstEntryThatNamesAnInterfaceDecides() {
        TextPath path = TextPath.of("1-ff00:0:111#1 1-ff00:0:110#1 1-ff00:0:110#2 1-ff00:0:112#1");
        assertThat(Acl.parse(List.of("+ 1-ff00:0:110", "- 1-ff00:0:110#2", "+")).allows(path)).isTrue();
        assertThat(Acl.parse(List.of("- 1-ff00:0:110#2", "+ 1-ff00:0:110", "+")).allows(path)).isFalse();
    }

    @Test
    void errorsTellTheEntryAndThePlace() {
        assertThatThrownBy(() -> Acl.parse(List.of("+ 1", "- 1-ff00:0:110#x", "+")))
                .hasMessage("acl, entry 2: hop predicate \"1-ff00:0:110#x\", position 14: expected an interface ID, "
                        + "found \"x\"");
        assertThatThrownBy(() -> Acl.parse(List.of("+ 1"))).hasMessageContaining("\"+\" or \"-\" as the last entry");
        assertThatThrownBy(() -> Acl.parse(List.of("+", "- 1", "+"))).hasMessageContaining("entry 1")
                .hasMessageContaining("to be the last");
    }

    @Test
    void isWrittenAsItIsRead() {
        assertThat(Acl.parse(List.of("- 1-ff00:0:110#1,2", "- 2", "+")).entries()).asString()
                .isEqualTo("[- 1-ff00:0:110#1,2, - 2-0#0, + 0-0#0]");
    }
}
