package org.pleach.interop.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** What a client might send, what it should not, and where the network cuts it. The same for the same seed. */
final class StreamGenerator {

    /** What fits into nats-server's first read: a publish that it finds split it may judge, and refuse, twice. */
    private static final int MAX_LENGTH = 512;
    private static final byte[] END = bytes("PING\r\n");
    private static final int LONG_ENOUGH = 380;

    private static final String[] TOKENS = {"a", "b", "foo", "*", ">", "bar", "x-y", "", "$SYS", "_INBOX", "é", "a b", "\t"};
    private static final String[] NUMBERS = {"0", "1", "2", "5", "12", "007", "-1", "+1", "1x", "", "99999999999", "9223372036854775808"};
    private static final String[] OPTIONS = {"\"verbose\":true", "\"verbose\":false", "\"pedantic\":true", "\"headers\":true",
        "\"headers\":false", "\"no_responders\":true", "\"echo\":false", "\"echo\":true", "\"lang\":\"test\"", "\"protocol\":1",
        "\"protocol\":2", "\"name\":\"n\"", "\"tls_required\":true"};

    private final SplittableRandom random;
    private final List<Supplier<byte[]>> commands;

    StreamGenerator(long seed) {
        random = new SplittableRandom(seed);
        commands = List.of(this::ping, this::pong, this::subscribe, this::subscribe, this::subscribe, this::unsubscribe,
                this::publish, this::publish, this::publish, this::publish, this::publishWithHeaders,
                this::publishWithHeaders, this::connect, this::nonsense);
    }

    /** The whole stream. */
    byte[] stream() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(random.nextInt(10) == 0 ? new byte[0] : connect());
        int count = 1 + random.nextInt(20);
        for (int i = 0; i < count && stream.size() < LONG_ENOUGH; i++) {
            stream.writeBytes(commands.get(random.nextInt(commands.size())).get());
        }
        byte[] bytes = Arrays.copyOf(stream.toByteArray(), Math.min(stream.size(), MAX_LENGTH - END.length));
        return join(random.nextInt(3) == 0 ? mutated(bytes) : bytes, END);
    }

    /** The same bytes as a network might deliver them. */
    List<byte[]> split(byte[] stream) {
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0; from < stream.length; ) {
            int to = Math.min(stream.length, from + 1 + random.nextInt(random.nextBoolean() ? 4 : 64));
            pieces.add(Arrays.copyOfRange(stream, from, to));
            from = to;
        }
        return pieces;
    }

    private byte[] mutated(byte[] bytes) {
        byte[] changed = bytes.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && changed.length > 0; i++) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(3)) {
                case 0 -> changed[at] = (byte) random.nextInt(256);
                case 1 -> changed = Arrays.copyOf(changed, at);
                default -> changed[at] = (byte) " \r\n\t0".charAt(random.nextInt(5));
            }
        }
        return changed;
    }

    private byte[] ping() {
        return line(word("PING") + (random.nextInt(8) == 0 ? " x" : ""));
    }

    private byte[] pong() {
        return line(word("PONG"));
    }

    private byte[] connect() {
        List<String> options = new ArrayList<>();
        for (String option : OPTIONS) {
            if (random.nextInt(3) == 0) {
                options.add(option);
            }
        }
        String json = '{' + String.join(",", options) + '}';
        return line(word("CONNECT") + ' ' + (random.nextInt(30) == 0 ? json.substring(1) : json));
    }

    private byte[] subscribe() {
        String queue = random.nextInt(4) == 0 ? blanks() + "q" + random.nextInt(2) : "";
        String id = random.nextInt(20) == 0 ? "" : blanks() + random.nextInt(4);
        return line(word("SUB") + blanks() + subject() + queue + id);
    }

    private byte[] unsubscribe() {
        String after = random.nextBoolean() ? blanks() + number() : "";
        return line(word("UNSUB") + blanks() + random.nextInt(4) + after);
    }

    private byte[] publish() {
        String reply = random.nextInt(3) == 0 ? blanks() + subject() : "";
        String payload = payload();
        String size = random.nextInt(12) == 0 ? number() : String.valueOf(bytes(payload).length);
        return join(line(word("PUB") + blanks() + subject() + reply + blanks() + size), line(payload));
    }

    private byte[] publishWithHeaders() {
        String headers = random.nextInt(8) == 0 ? "" : "NATS/1.0\r\nKey: " + payload().strip() + "\r\n\r\n";
        String reply = random.nextInt(3) == 0 ? blanks() + subject() : "";
        String payload = payload();
        int head = bytes(headers).length;
        String sizes = random.nextInt(10) == 0 ? number() + ' ' + number() : head + blanks() + (head + bytes(payload).length);
        return join(line(word("HPUB") + blanks() + subject() + reply + blanks() + sizes), line(headers + payload));
    }

    private byte[] nonsense() {
        String[] all = {"", "FOO", "PUBB a 1", "+OK", "-ERR 'x'", "MSG a 1 0", "INFO {}", "RS+ a b", "\u0000", "SUB", "PUB", "HPUB a 1", "HMSG"};
        return random.nextInt(6) > 0 ? new byte[0] : line(all[random.nextInt(all.length)]);
    }

    private String subject() {
        List<String> tokens = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            tokens.add(TOKENS[random.nextInt(random.nextInt(10) == 0 ? TOKENS.length : 6)]);
        }
        return String.join(".", tokens);
    }

    private String payload() {
        return "0123456789".repeat(2).substring(0, random.nextInt(random.nextInt(10) == 0 ? 20 : 6));
    }

    private String number() {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private String blanks() {
        return switch (random.nextInt(12)) {
            case 0 -> "  ";
            case 1 -> "\t";
            default -> " ";
        };
    }

    private String word(String word) {
        return random.nextInt(6) == 0 ? word.toLowerCase(java.util.Locale.ROOT) : word;
    }

    private byte[] line(String text) {
        return bytes(text + (random.nextInt(40) == 0 ? "\n" : "\r\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
