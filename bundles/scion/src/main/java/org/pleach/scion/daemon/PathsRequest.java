package org.pleach.scion.daemon;

import org.pleach.path.IsdAs;

/**
 * Asks for the paths to an AS (method {@code Paths}).
 *
 * @param source      where the paths start; {@link IsdAs#WILDCARD} stands for the daemon's own AS
 * @param destination where they lead
 * @param refresh     whether the daemon shall look afresh instead of answering from its cache
 * @param hidden      whether to ask for hidden paths
 */
public record PathsRequest(IsdAs source, IsdAs destination, boolean refresh, boolean hidden) {

    /** Reads the message; a field that is absent is zero or false. */
    public static PathsRequest decode(byte[] bytes) {
        IsdAs source = IsdAs.WILDCARD;
        IsdAs destination = IsdAs.WILDCARD;
        boolean refresh = false;
        boolean hidden = false;
        MessageReader in = new MessageReader("PathsRequest", bytes);
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> source = in.isdAs();
                case 2 -> destination = in.isdAs();
                case 3 -> refresh = in.bool();
                case 4 -> hidden = in.bool();
                default -> in.skip();
            }
        }
        return new PathsRequest(source, destination, refresh, hidden);
    }

    /** The message's bytes. */
    public byte[] encode() {
        return MessageWriter.message(out -> out
                .number(1, source.value())
                .number(2, destination.value())
                .bool(3, refresh)
                .bool(4, hidden));
    }
}
