package org.pleach.launcher.command;

/** A command line that cannot be understood; the message says why, for the person who typed it. */
public final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean showUsage;

    UsageException(String message, boolean showUsage) {
        super(message);
        this.showUsage = showUsage;
    }

    /** Whether the usage should follow: for flags, not for what they are set to. */
    public boolean showUsage() {
        return showUsage;
    }
}
