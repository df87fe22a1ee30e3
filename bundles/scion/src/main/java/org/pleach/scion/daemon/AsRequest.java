package org.pleach.scion.daemon;

import org.pleach.path.IsdAs;

/**
 * Asks about an AS (method {@code AS}).
 *
 * @param isdAs which; {@link IsdAs#WILDCARD} asks which AS the daemon is in
 */
public record AsRequest(IsdAs isdAs) {

    /** Reads the message. */
    public static AsRequest decode(byte[] bytes) {
        IsdAs isdAs = IsdAs.WILDCARD;
        MessageReader in = new MessageReader("ASRequest", bytes);
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                isdAs = in.isdAs();
            } else {
                in.skip();
            }
        }
        return new AsRequest(isdAs);
    }

    /** The message's bytes. */
    public byte[] encode() {
        return MessageWriter.message(out -> out.number(1, isdAs.value()));
    }
}
