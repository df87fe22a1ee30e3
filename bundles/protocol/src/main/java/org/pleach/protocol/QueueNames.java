package org.pleach.protocol;

/**
 * The queue groups named by a routed message: views into the buffer the message came in, valid during the handler's
 * call only. The same object is used again for every message.
 */
public final class QueueNames {

    private final ArgumentScanner arguments;
    private int first;
    private int count;

    QueueNames(ArgumentScanner arguments) {
        this.arguments = arguments;
    }

    QueueNames of(int firstArgument, int number) {
        first = firstArgument;
        count = number;
        return this;
    }

    /** How many groups. */
    public int count() {
        return count;
    }

    /** Where the name of the {@code i}-th group starts. */
    public int index(int i) {
        return arguments.start(first + i);
    }

    /** How long the name of the {@code i}-th group is. */
    public int length(int i) {
        return arguments.length(first + i);
    }
}
