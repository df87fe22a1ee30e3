package org.pleach.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void putsNumbersToTheRightAndTextToTheLeft() {
        String table = new TextTable("name", "n").row("a", 7).row("long name", 1234).row("b", "-").toString();
        assertThat(table).isEqualTo("""
                name          n
                a             7
                long name  1234
                b             -""");
    }

    @Test
    void refusesARowOfAnotherWidth() {
        assertThatThrownBy(() -> new TextTable("a", "b").row(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 2 cells, got 1");
    }
}
