package org.pleach.launcher;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.pleach.config.ConfigLoader;
import org.pleach.config.ConfigProblem;
import org.pleach.config.ConfigRefusedException;
import org.pleach.config.PleachConfig;
import org.pleach.launcher.command.Arguments;
import org.pleach.launcher.command.Overrides;
import org.pleach.launcher.command.SignalCommand;
import org.pleach.launcher.command.Usage;
import org.pleach.launcher.command.UsageException;

/** Does what a command line says. */
final class Launcher {

    private static final int REFUSED = 1;
    private static final String OWN_NAME = "pleach";

    /** What it was started as: tools that start a {@code nats-server} look for that name in what it prints. */
    private final String program = System.getProperty("pleach.program", OWN_NAME);
    private final PrintStream out;
    private final PrintStream err;

    Launcher(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Returns the exit code when there is nothing more to do. */
    int run(String... args) {
        try {
            return run(Arguments.parse(args));
        } catch (UsageException e) {
            err.println(e.showUsage() ? e.getMessage() : program + ": " + e.getMessage());
            if (e.showUsage()) {
                out.println(Usage.text());
            }
        } catch (ConfigRefusedException e) {
            err.println(program + ": " + e.getMessage());
        }
        return REFUSED;
    }

    private int run(Arguments arguments) throws UsageException, ConfigRefusedException {
        List<String> words = arguments.rest();
        String word = words.isEmpty() ? "" : words.get(0);
        if (arguments.on("version") || word.equalsIgnoreCase("version")) {
            out.println(program + ": v" + Version.ofThis() + (program.equals(OWN_NAME) ? "" : "-pleach"));
            return 0;
        }
        if (arguments.on("help") || word.equalsIgnoreCase("help")) {
            out.println(Usage.text());
            return 0;
        }
        if (!word.isEmpty()) {
            err.println(program + ": unrecognized command: \"" + word + '"');
            return REFUSED;
        }
        if (arguments.text("signal") != null) {
            SignalCommand.run(arguments.text("signal"));
            return 0;
        }
        return configured(arguments);
    }

    private int configured(Arguments arguments) throws UsageException, ConfigRefusedException {
        Path file = file(arguments.text("config"));
        boolean test = arguments.on("t");
        if (test && file == null) {
            err.println(program + ": expected a configuration to test: -c FILE");
            return REFUSED;
        }
        boolean strict = arguments.on("strict");
        for (String flag : arguments.notYet()) {
            err.println(program + ": flag -" + flag + " is not supported yet" + (strict ? "" : ", ignored"));
        }
        if (strict && !arguments.notYet().isEmpty()) {
            return REFUSED;
        }
        String overrides = Overrides.of(arguments);
        PleachConfig config = new ConfigLoader(file).overrides(overrides).strict(strict).load();
        if (arguments.text("routes") != null && !arguments.text("routes").isBlank()
                && !config.config().hasPath("cluster.listen")) {
            err.println(program + ": expected an address for the cluster with --routes: --cluster URL");
            return REFUSED;
        }
        if (test) {
            config.warnings().forEach(err::println);
            err.println(program + ": configuration file " + file + " is valid (" + config.digest() + ')');
            return 0;
        }
        return new Server(config, overrides, strict, arguments.on("console") || Boolean.getBoolean("pleach.console"), err)
                .run();
    }

    private static Path file(String name) throws ConfigRefusedException {
        try {
            return name == null || name.isEmpty() ? null : Path.of(name);
        } catch (InvalidPathException e) {
            throw new ConfigRefusedException(
                    new ConfigProblem("command line", 0, 0, "expected the name of a file, found " + name));
        }
    }
}
