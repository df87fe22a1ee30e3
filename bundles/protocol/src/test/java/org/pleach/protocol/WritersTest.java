package org.pleach.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WritersTest {

    private static final ByteBuf NAMES = Unpooled.copiedBuffer("foo.bar reply", StandardCharsets.US_ASCII);

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String written(Consumer<ByteBuf> writer) {
        ByteBuf out = Unpooled.buffer();
        writer.accept(out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    @Test
    void writesMessagesForClients() {
        MessageLine line = new MessageLine();
        line.begin(NAMES, 0, 7, 0, 0, -1, 5);
        assertThat(written(out -> line.writeTo(out, ascii("12")))).isEqualTo("MSG foo.bar 12 5\r\n").hasSize(line.length(2));
        line.begin(NAMES, 0, 7, 8, 5, 12, 1048576);
        assertThat(written(out -> line.writeTo(out, ascii("9")))).isEqualTo("HMSG foo.bar 9 reply 12 1048576\r\n");
        assertThat(written(out -> line.writeTo(out, ascii("777")))).isEqualTo("HMSG foo.bar 777 reply 12 1048576\r\n");
    }

    @Test
    void writesMessagesForRoutes() {
        RouteMessageLine line = new RouteMessageLine();
        line.begin(ascii("$G"), NAMES, 0, 7, 0, 0, false).end(-1, 5);
        assertThat(written(line::writeTo)).isEqualTo("RMSG $G foo.bar 5\r\n");
        line.begin(ascii("$G"), NAMES, 0, 7, 8, 5, true).end(12, 20);
        assertThat(written(line::writeTo)).isEqualTo("HMSG $G foo.bar reply 12 20\r\n");
        line.begin(null, NAMES, 0, 7, 8, 5, false).queue(ascii("q1")).queue(ascii("q2")).end(-1, 0);
        assertThat(written(line::writeTo)).isEqualTo("RMSG foo.bar + reply q1 q2 0\r\n");
        line.begin(ascii("A"), NAMES, 0, 7, 0, 0, true).queue(ascii("q1")).end(1, 2);
        assertThat(written(line::writeTo)).isEqualTo("HMSG A foo.bar | q1 1 2\r\n");
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
        assertThat(written(ControlLines::ping)).isEqualTo("PING\r\n");
        assertThat(written(ControlLines::pong)).isEqualTo("PONG\r\n");
        assertThat(written(ControlLines::ok)).isEqualTo("+OK\r\n");
        assertThat(written(out -> ControlLines.error(out, "a\r\nb"))).isEqualTo("-ERR 'a  b'\r\n");
    }

    @Test
    void writesEveryNumber() {
        for (int number : new int[] {0, 1, 9, 10, 99, 100, 12345, 999_999_999, 1_000_000_000, Integer.MAX_VALUE}) {
            LineBuilder out = new LineBuilder(1).append(number);
            assertThat(new String(out.array(), 0, out.length(), StandardCharsets.US_ASCII)).isEqualTo("" + number);
            assertThat(LineBuilder.digits(number)).isEqualTo(("" + number).length());
        }
    }
}
