package org.pleach.launcher;

/** Where it all begins. */
public final class Main {

    private Main() { }

    /** Runs a server, or whatever else the command line says, and ends the process. */
    public static void main(String[] args) {
        System.exit(new Launcher(System.out, System.err).run(args));
    }
}
