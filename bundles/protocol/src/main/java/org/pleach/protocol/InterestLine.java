package org.pleach.protocol;

/**
 * Writes lines that tell a route of interest.
 *
 * <pre>
 *   RS+ [account] subject [queue weight]
 *   RS- [account] subject [queue]
 * </pre>
 */
public final class InterestLine {

    private static final byte[] PLUS = FrameParser.ascii("RS+ ");
    private static final byte[] MINUS = FrameParser.ascii("RS- ");

    private InterestLine() { }

    /**
     * RS+.
     *
     * @param account null on a route dedicated to it
     * @param queue   null for no queue group
     * @param weight  how many members the group has here
     */
    public static void subscribe(LineBuilder out, byte[] account, byte[] subject, byte[] queue, int weight) {
        names(out.append(PLUS), account, subject, queue);
        if (queue != null) {
            out.append(' ').append(weight);
        }
        out.crlf();
    }

    /** RS-, of the same key as a {@link #subscribe} before. */
    public static void unsubscribe(LineBuilder out, byte[] account, byte[] subject, byte[] queue) {
        names(out.append(MINUS), account, subject, queue);
        out.crlf();
    }

    private static void names(LineBuilder out, byte[] account, byte[] subject, byte[] queue) {
        if (account != null) {
            out.append(account).append(' ');
        }
        out.append(subject);
        if (queue != null) {
            out.append(' ').append(queue);
        }
    }
}
