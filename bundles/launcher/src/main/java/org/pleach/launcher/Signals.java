package org.pleach.launcher;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/** Takes the process's signals, where the JVM lets one. */
final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
    private static final String JVM_USES_OTHER = "_JAVA_SR_SIGNUM";

    private Signals() { }

    /** Calls on a signal, on a thread of the JVM's. Returns whether it will. */
    static boolean on(String name, Consumer<String> handler) {
        if (name.equals("USR2") && System.getenv(JVM_USES_OTHER) == null) {
            // The JVM suspends threads with SIGUSR2, for flight recordings, unless it is told to take another.
            LOG.debug("SIGUSR2 is left to the JVM since {} is not set", JVM_USES_OTHER);
            return false;
        }
        try {
            Signal.handle(new Signal(name), signal -> handler.accept(signal.getName()));
            return true;
        } catch (IllegalArgumentException | LinkageError e) {
            LOG.debug("SIG{} cannot be handled here: {}", name, e.toString());
            return false;
        }
    }
}
