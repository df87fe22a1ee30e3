package org.pleach.sandbox;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pleach.path.IsdAs;
import org.pleach.path.PathMetadata.LinkType;

/**
 * How a value is written, in topology files and in commands.
 *
 * @param expected what to call it in refusals
 * @param parser   throws {@link IllegalArgumentException} on anything else
 */
public record Form<T>(String expected, Function<String, T> parser) {

    private static final Pattern MEASURE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([A-Za-z/%]*)");

    /** Any text. */
    public static final Form<String> TEXT = new Form<>("a text", text -> text);

    /** {@code true} or {@code false}. */
    public static final Form<Boolean> FLAG = new Form<>("true or false", Form::flag);

    /** A time, in nanoseconds. */
    public static final Form<Long> DURATION = new Form<>("a time such as 10 ms, 500 us or 1.5 s", Form::duration);

    /** A bit rate, in kbit/s. */
    public static final Form<Long> RATE = new Form<>("a rate such as 800 kbit/s, 100 Mbit/s or 1 Gbit/s", Form::rate);

    /** A chance, from 0 to 1; written in percent. */
    public static final Form<Double> CHANCE = new Form<>("a share from 0 % to 100 %", Form::chance);

    /** An ISD-AS. */
    public static final Form<IsdAs> ISD_AS = new Form<>("an ISD-AS such as \"18-ffaa:1:10bf\"", Form::isdAs);

    /** {@code IP:port}; the port may be left out and is 0 then. */
    public static final Form<InetSocketAddress> ADDRESS =
            new Form<>("an address such as \"127.0.64.1:30042\"", Form::address);

    /** An IP address. */
    public static final Form<InetAddress> IP = new Form<>("an IP address", Form::ip);

    /** A link type. */
    public static final Form<LinkType> LINK_TYPE = new Form<>("direct, multihop or opennet",
            text -> LinkType.valueOf(text.toUpperCase(Locale.ROOT)));

    /** Sixteen bytes in hex. */
    public static final Form<String> KEY = new Form<>("a key of 32 hexadecimal digits", Form::key);

    /** A decimal fraction. */
    public static final Form<Float> DEGREES = new Form<>("degrees", Float::valueOf);

    /** A whole number between two bounds, both included. */
    public static Form<Integer> whole(int from, int to) {
        return new Form<>("a whole number from " + from + " to " + to, text -> {
            int value = Integer.parseInt(text);
            if (value < from || value > to) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
    }

    /** Two ports with a dash between them. */
    static final Form<List<Integer>> PORTS = new Form<>("a range of ports such as 1024-65535", text -> {
        String[] parts = text.split("-", -1);
        int from = whole(0, 65_535).parse(parts[0].strip());
        int to = whole(from, 65_535).parse(parts[1].strip());
        return List.of(from, to);
    });

    /**
     * Reads {@code text}.
     *
     * @throws IllegalArgumentException if it is written otherwise
     */
    public T parse(String text) {
        try {
            return parser.apply(text);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static long duration(String text) {
        Matcher measure = measure(text);
        double unit = switch (measure.group(2)) {
            case "ns" -> 1;
            case "us" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "min", "m" -> 60e9;
            default -> Double.parseDouble(measure.group(1)) == 0 && measure.group(2).isEmpty() ? 1 : unknown(text);
        };
        return bounded(text, Double.parseDouble(measure.group(1)) * unit);
    }

    private static long rate(String text) {
        Matcher measure = measure(text);
        double unit = switch (measure.group(2)) {
            case "kbit/s" -> 1;
            case "Mbit/s" -> 1e3;
            case "Gbit/s" -> 1e6;
            default -> unknown(text);
        };
        return bounded(text, Double.parseDouble(measure.group(1)) * unit);
    }

    private static double chance(String text) {
        Matcher measure = measure(text);
        double percent = Double.parseDouble(measure.group(1));
        if (percent > 100 || !measure.group(2).isEmpty() && !measure.group(2).equals("%")) {
            throw new IllegalArgumentException(text);
        }
        return percent / 100;
    }

    private static IsdAs isdAs(String text) {
        IsdAs isdAs = IsdAs.parse(text);
        if (isdAs.isWildcard()) {
            throw new IllegalArgumentException(text);
        }
        return isdAs;
    }

    private static InetSocketAddress address(String text) {
        boolean bracketed = text.startsWith("[");
        int end = bracketed ? text.indexOf(']') + 1 : text.contains(":") ? text.indexOf(':') : text.length();
        InetAddress host = ip(bracketed ? text.substring(1, end - 1) : text.substring(0, end));
        if (end == text.length()) {
            return new InetSocketAddress(host, 0);
        }
        if (text.charAt(end) != ':') {
            throw new IllegalArgumentException(text);
        }
        return new InetSocketAddress(host, whole(0, 65_535).parse(text.substring(end + 1)));
    }

    private static InetAddress ip(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        if (bytes == null) {
            throw new IllegalArgumentException(text);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static String key(String text) {
        if (!text.matches("[0-9a-fA-F]{32}")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static Matcher measure(String text) {
        Matcher matcher = MEASURE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        return matcher;
    }

    private static double unknown(String text) {
        throw new IllegalArgumentException(text);
    }

    private static long bounded(String text, double value) {
        if (value > Long.MAX_VALUE / 4) {
            throw new IllegalArgumentException(text);
        }
        return Math.round(value);
    }
}
