package org.pleach.demo;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * The demo's command line.
 *
 * @param mode      what happens after the brokers are up
 * @param json      where to write the summary, or null
 * @param rate      messages per second and direction
 * @param size      payload bytes
 * @param freePorts whether to take any free ports instead of those that the configuration files name
 */
record DemoOptions(Mode mode, Path json, int rate, int size, boolean freePorts) {

    static final String USAGE = """
            Usage: pleach demo [--once | --stay] [--json FILE] [--rate N] [--size BYTES] [--free-ports]

            Starts a SCION network on loopback with five paths between 18-ffaa:1:10bf and 18-ffaa:1:10a0, a broker in each,
            and numbered messages both ways, while links are cut and healed and a path policy is swapped.

                --once        run the script once, print a summary and end (the default where output is not a terminal);
                              exit code 0 only if nothing was lost, duplicated or reordered
                --stay        leave network and brokers running, for `nats pub`, `nats sub` and `pleach sandbox cut` by hand
                --json FILE   write the summary as JSON too
                --rate N      messages per second and direction (default 1000)
                --size BYTES  payload size (default 128)
                --free-ports  use any free ports, where 4222, 4248, 5222, 5248, 8222 or 9222 is taken
            Without --once or --stay the script repeats until Ctrl-C.
            """;

    private static final int MAX_RATE = 100_000;
    private static final int MAX_SIZE = 1 << 20;

    enum Mode { REPEAT, ONCE, STAY }

    /** @throws IllegalArgumentException with a sentence for the user */
    static DemoOptions parse(List<String> arguments, boolean terminal) {
        Mode mode = terminal ? Mode.REPEAT : Mode.ONCE;
        Path json = null;
        int rate = 1000;
        int size = 128;
        boolean freePorts = false;
        for (Iterator<String> left = arguments.iterator(); left.hasNext();) {
            String argument = left.next();
            switch (argument) {
                case "--once" -> mode = Mode.ONCE;
                case "--stay" -> mode = Mode.STAY;
                case "--json" -> json = Path.of(value(argument, left));
                case "--rate" -> rate = number(argument, left, 1, MAX_RATE);
                case "--size" -> size = number(argument, left, Long.BYTES, MAX_SIZE);
                case "--free-ports" -> freePorts = true;
                default -> throw new IllegalArgumentException("unknown argument \"" + argument + '"');
            }
        }
        return new DemoOptions(mode, json, rate, size, freePorts);
    }

    private static String value(String argument, Iterator<String> left) {
        if (!left.hasNext()) {
            throw new IllegalArgumentException(argument + " needs a value");
        }
        return left.next();
    }

    private static int number(String argument, Iterator<String> left, int least, int most) {
        String text = value(argument, left);
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below together with numbers out of range
        }
        throw new IllegalArgumentException(argument + ": expected " + least + " to " + most + ", got \"" + text + '"');
    }
}
