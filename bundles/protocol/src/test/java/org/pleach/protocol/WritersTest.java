package org.pleach.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WritersTest {

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.US_ASCII);
    }

    @Test
    void writesInterest() {
        LineBuilder out = new LineBuilder(1);
        InterestLine.subscribe(out, ascii("$G"), ascii("foo"), null, 0);
        InterestLine.subscribe(out, null, ascii("foo"), ascii("q"), 42);
        InterestLine.unsubscribe(out, ascii("$G"), ascii("foo"), ascii("q"));
        assertThat(new String(out.array(), 0, out.length(), StandardCharsets.US_ASCII))
                .isEqualTo("RS+ $G foo\r\nRS+ foo q 42\r\nRS- $G foo q\r\n");
    }

    @Test
    void writesShortLines() {
        assertThat(text(ControlLines.ping())).isEqualTo("PING\r\n");
        assertThat(text(ControlLines.pong())).isEqualTo("PONG\r\n");
        assertThat(text(ControlLines.ok())).isEqualTo("+OK\r\n");
        assertThat(text(ControlLines.error("a\r\nb"))).isEqualTo("-ERR 'a  b'\r\n");
    }

    @Test
    void writesEveryNumber() {
        for (int number : new int[] {0, 1, 9, 10, 99, 100, 12345, 999_999_999, 1_000_000_000, Integer.MAX_VALUE}) {
            LineBuilder out = new LineBuilder(1).append(number);
            assertThat(new String(out.array(), 0, out.length(), StandardCharsets.US_ASCII)).isEqualTo("" + number);
            assertThat(Decimal.digits(number)).isEqualTo(("" + number).length());
        }
    }
}
