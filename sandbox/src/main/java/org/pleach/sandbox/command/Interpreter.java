package org.pleach.sandbox.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pleach.path.IsdAs;
import org.pleach.sandbox.Cut;
import org.pleach.sandbox.Faults;
import org.pleach.sandbox.Form;
import org.pleach.sandbox.LinkFaults;
import org.pleach.sandbox.Sandbox;

/** Carries out command lines on a running sandbox. For any thread but an event loop of its network. */
final class Interpreter {

    private static final Set<String> FROM = Set.of("--from");
    private static final Set<String> NONE = Set.of();
    private static final Duration LEAST_FLAP = Duration.ofMillis(50);
    private static final Duration MOST_FLAP = Duration.ofMillis(500);
    private static final String DIRECTION = " [--from AS]";

    private final Faults faults;
    private final Report report;
    private final Map<String, Command> commands = new LinkedHashMap<>();

    Interpreter(Sandbox sandbox) {
        this.faults = sandbox.faults();
        this.report = new Report(sandbox);
        add(new Command("cut LINK [--silent | --scmp [--after TIME]]" + DIRECTION,
                "make packets vanish on a link, in silence or so that its routers notice (after 600 ms) and answer SCMP",
                Set.of("--from", "--after"), Set.of("--silent", "--scmp"), this::cut));
        add(new Command("heal [LINK]", "make one link, or all, as the topology says", NONE, NONE, this::heal));
        add(new Command("delay LINK TIME" + DIRECTION, "delay packets by so much more", FROM, NONE,
                a -> change(a, link -> link.extraDelay(Duration.ofNanos(a.value(1, Form.DURATION))))));
        add(new Command("drop LINK SHARE" + DIRECTION, "lose a share of the packets", FROM, NONE,
                a -> change(a, link -> link.drop(a.value(1, Form.CHANCE)))));
        add(new Command("duplicate LINK SHARE" + DIRECTION, "deliver a share of the packets twice", FROM, NONE,
                a -> change(a, link -> link.duplicate(a.value(1, Form.CHANCE)))));
        add(new Command("reorder LINK SHARE" + DIRECTION, "let a share of the packets be overtaken", FROM, NONE,
                a -> change(a, link -> link.reorder(a.value(1, Form.CHANCE)))));
        add(new Command("rate LINK RATE" + DIRECTION, "limit the rate, for instance to 10Mbit/s", FROM, NONE,
                a -> change(a, link -> link.rate(a.value(1, Form.RATE)))));
        add(new Command("mtu LINK BYTES [--scmp]" + DIRECTION,
                "drop packets of more bytes, in silence or with SCMP; what is announced stays", FROM, Set.of("--scmp"),
                this::mtu));
        add(new Command("flap LINK [LEAST MOST]", "cut and heal in turn, each for 50 ms to 500 ms or as said", NONE, NONE,
                this::flap));
        add(new Command("dark [--scmp]", "cut all links", NONE, Set.of("--scmp"), this::dark));
        add(new Command("expire", "make all paths handed out so far expire now", NONE, NONE, this::expire));
        add(new Command("lifetime TIME | usual", "let paths handed out from now on live so long", NONE, NONE,
                this::lifetime));
        add(new Command("skew AS TIME [--slow]", "set the clock of an AS fast, or slow; 0ms sets it right", NONE,
                Set.of("--slow"), this::skew));
        add(new Command("renumber AS LINK NUMBER", "give an interface of an AS another number", NONE, NONE,
                this::renumber));
        add(new Command("daemon AS stop | start", "close or open the daemon of an AS", NONE, NONE, this::daemon));
        add(new Command("status", "show ASes and links", NONE, NONE, a -> report.status(a.count(0, 0))));
        add(new Command("paths SRC DST", "show the paths from one AS to another", NONE, NONE,
                a -> report.paths(a.count(2, 2))));
        add(new Command("counters [PART]", "show what routers and links counted, if their name contains PART", NONE,
                NONE, a -> report.counters(a.count(0, 1))));
        add(new Command("help", "show this", NONE, NONE, this::help));
    }

    private void add(Command command) {
        commands.put(command.name(), command);
    }

    /**
     * Carries out a line.
     *
     * @return what to print
     * @throws IllegalArgumentException saying what was expected and what came
     */
    List<String> run(String line) {
        List<String> words = Arrays.stream(line.strip().split("\\s+")).toList();
        Command command = commands.get(words.get(0));
        if (command == null) {
            throw new IllegalArgumentException("unknown command \"" + words.get(0) + "\": expected one of "
                    + String.join(", ", commands.keySet()));
        }
        return command.run(words.subList(1, words.size()));
    }

    private List<String> cut(Arguments arguments) {
        LinkFaults link = link(arguments.count(1, 1));
        if (arguments.has("--silent") && (arguments.has("--scmp") || arguments.has("--after"))) {
            throw arguments.wrong("expected either --silent or --scmp");
        }
        if (arguments.has("--after") && !arguments.has("--scmp")) {
            throw arguments.wrong("expected --scmp with --after");
        }
        Duration after = Duration.ofNanos(arguments.option("--after", Form.DURATION, Cut.BFD.toNanos()));
        link.cut(arguments.has("--scmp") ? Cut.withScmpAfter(after) : Cut.silent());
        return List.of();
    }

    private List<String> mtu(Arguments arguments) {
        LinkFaults link = link(arguments.count(2, 2));
        int bytes = arguments.value(1, Form.whole(0, 65_535));
        if (arguments.has("--scmp")) {
            link.mtuWithScmp(bytes);
        } else {
            link.mtu(bytes);
        }
        return List.of();
    }

    private List<String> flap(Arguments arguments) {
        LinkFaults link = faults.link(arguments.count(1, 3).text(0));
        if (arguments.count() == 2) {
            throw arguments.wrong("expected two times, or none");
        }
        boolean said = arguments.count() == 3;
        link.flap(said ? Duration.ofNanos(arguments.value(1, Form.DURATION)) : LEAST_FLAP,
                said ? Duration.ofNanos(arguments.value(2, Form.DURATION)) : MOST_FLAP);
        return List.of();
    }

    private List<String> dark(Arguments arguments) {
        arguments.count(0, 0);
        faults.cutAll(arguments.has("--scmp") ? Cut.withScmp() : Cut.silent());
        return List.of();
    }

    private List<String> heal(Arguments arguments) {
        if (arguments.count(0, 1).count() == 0) {
            faults.healAll();
        } else {
            faults.link(arguments.text(0)).heal();
        }
        return List.of();
    }

    private interface Change {
        void on(LinkFaults link);
    }

    private List<String> change(Arguments arguments, Change change) {
        change.on(link(arguments.count(2, 2)));
        return List.of();
    }

    private LinkFaults link(Arguments arguments) {
        LinkFaults link = faults.link(arguments.text(0));
        IsdAs sender = arguments.option("--from", Form.ISD_AS, null);
        return sender == null ? link : link.from(sender);
    }

    private List<String> expire(Arguments arguments) {
        arguments.count(0, 0);
        faults.expirePaths();
        return List.of();
    }

    private List<String> lifetime(Arguments arguments) {
        if (arguments.count(1, 1).text(0).equals("usual")) {
            faults.usualPathLifetime();
        } else {
            faults.pathLifetime(Duration.ofNanos(arguments.value(0, Form.DURATION)));
        }
        return List.of();
    }

    private List<String> skew(Arguments arguments) {
        IsdAs isdAs = arguments.count(2, 2).value(0, Form.ISD_AS);
        Duration skew = Duration.ofNanos(arguments.value(1, Form.DURATION));
        faults.skewClock(isdAs, arguments.has("--slow") ? skew.negated() : skew);
        return List.of();
    }

    private List<String> renumber(Arguments arguments) {
        IsdAs isdAs = arguments.count(3, 3).value(0, Form.ISD_AS);
        faults.renumber(isdAs, arguments.text(1), arguments.value(2, Form.whole(1, 65_535)));
        return List.of();
    }

    private List<String> daemon(Arguments arguments) {
        IsdAs isdAs = arguments.count(2, 2).value(0, Form.ISD_AS);
        switch (arguments.text(1)) {
            case "stop" -> faults.stopDaemon(isdAs);
            case "start" -> faults.startDaemon(isdAs);
            default -> throw arguments.wrong("expected stop or start, got \"" + arguments.text(1) + '"');
        }
        return List.of();
    }

    private List<String> help(Arguments arguments) {
        arguments.count(0, 0);
        List<String> lines = new ArrayList<>();
        commands.values().forEach(command -> lines.add(String.format("%-58s %s", command.usage(), command.help())));
        return lines;
    }
}
