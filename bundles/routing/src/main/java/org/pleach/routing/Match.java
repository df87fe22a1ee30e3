package org.pleach.routing;

/**
 * The subscribers that want a subject. Immutable.
 *
 * @param <S> the subscribers
 */
public final class Match<S> {

    private static final Match<?> EMPTY = new Match<>(new Object[0], new byte[0][], new Object[0][]);

    private final Object[] plain;
    private final byte[][] queueNames;
    private final Object[][] queueMembers;

    Match(Object[] plain, byte[][] queueNames, Object[][] queueMembers) {
        this.plain = plain;
        this.queueNames = queueNames;
        this.queueMembers = queueMembers;
    }

    @SuppressWarnings("unchecked") // holds nothing
    static <S> Match<S> empty() {
        return (Match<S>) EMPTY;
    }

    /** Whether nobody wants it. */
    public boolean isEmpty() {
        return this == EMPTY;
    }

    /** How many subscribers each get it. */
    public int plainCount() {
        return plain.length;
    }

    /** One of the subscribers that each get it. */
    @SuppressWarnings("unchecked") // only S are put in
    public S plain(int i) {
        return (S) plain[i];
    }

    /** How many queue groups there are, of which one member each gets it. */
    public int queueCount() {
        return queueNames.length;
    }

    /** A queue group's name; not to be changed. */
    public byte[] queueName(int queue) {
        return queueNames[queue];
    }

    /** How many members that queue group has; at least one. */
    public int queueSize(int queue) {
        return queueMembers[queue].length;
    }

    /** A member of that queue group. */
    @SuppressWarnings("unchecked") // only S are put in
    public S queueMember(int queue, int i) {
        return (S) queueMembers[queue][i];
    }
}
