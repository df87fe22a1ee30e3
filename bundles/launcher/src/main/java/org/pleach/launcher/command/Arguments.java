package org.pleach.launcher.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A command line as Go's flag package reads it: {@code -flag} is {@code --flag}, {@code -flag=value} is
 * {@code -flag value}, the last of several counts, the first argument that is no flag ends the flags.
 *
 * <p>By hand and not by a library: picocli took 130 to 190 ms of a start of about one second, to do this less exactly.
 */
public final class Arguments {

    private final Map<Flag, String> values = new LinkedHashMap<>();
    private final List<String> rest = new ArrayList<>();

    private Arguments() { }

    /** Reads a command line. */
    public static Arguments parse(String... args) throws UsageException {
        Arguments parsed = new Arguments();
        int next = 0;
        while (next < args.length) {
            String arg = args[next];
            if (arg.length() < 2 || arg.charAt(0) != '-') {
                break;
            }
            next++;
            if (arg.equals("--")) {
                break;
            }
            String body = arg.substring(arg.startsWith("--") ? 2 : 1);
            int equals = body.indexOf('=');
            String name = equals < 0 ? body : body.substring(0, equals);
            Flag flag = name.startsWith("-") || name.isEmpty() ? null : Flags.find(name);
            if (flag == null) {
                throw new UsageException("flag provided but not defined: -" + name, true);
            }
            String value = equals < 0 ? null : body.substring(equals + 1);
            if (value == null && flag.kind().isSwitch()) {
                value = "true";
            } else if (value == null) {
                if (next == args.length) {
                    throw new UsageException("flag needs an argument: -" + name, true);
                }
                value = args[next++];
            }
            parsed.set(flag, name, value);
        }
        parsed.rest.addAll(List.of(args).subList(next, args.length));
        return parsed;
    }

    private void set(Flag flag, String name, String value) throws UsageException {
        String expected = null;
        if (flag.kind().isSwitch() && flag(value) == null) {
            expected = "true or false";
        } else if (flag.kind() == Flag.Kind.NUMBER && !value.matches("[-+]?\\d{1,9}")) {
            expected = "a whole number";
        }
        if (expected != null) {
            throw new UsageException("invalid value \"" + value + "\" for flag -" + name + ": expected " + expected, true);
        }
        values.remove(flag);
        values.put(flag, value);
    }

    /** True and false in the words that Go takes for them; null for others. */
    private static Boolean flag(String word) {
        return switch (word) {
            case "1", "t", "T", "true", "TRUE", "True" -> Boolean.TRUE;
            case "0", "f", "F", "false", "FALSE", "False" -> Boolean.FALSE;
            default -> null;
        };
    }

    /** The value of a text flag, or null if it is not there. */
    public String text(String name) {
        return values.get(Flags.find(name));
    }

    /** The value of a number flag, or null if it is not there. */
    public Long number(String name) {
        String text = text(name);
        return text == null ? null : Long.valueOf(text.startsWith("+") ? text.substring(1) : text);
    }

    /** The value of a switch, or null if it is not there. */
    public Boolean isSet(String name) {
        String text = text(name);
        return text == null ? null : flag(text);
    }

    /** Whether a switch is there and true. */
    public boolean on(String name) {
        return Boolean.TRUE.equals(isSet(name));
    }

    /** What came behind the flags. */
    public List<String> rest() {
        return List.copyOf(rest);
    }

    /** The flags that are there and not supported yet, sorted. */
    public List<String> notYet() {
        TreeSet<String> names = new TreeSet<>();
        values.forEach((flag, value) -> {
            if (flag.kind().isNotYet() && !(flag.kind().isSwitch() && Boolean.FALSE.equals(flag(value)))) {
                names.add(flag.name());
            }
        });
        return List.copyOf(names);
    }
}
