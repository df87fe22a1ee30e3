package org.pleach.scion.daemon;

import org.pleach.path.IsdAs;

/**
 * Answers {@link AsRequest}.
 *
 * @param isdAs the AS
 * @param core  whether it is a core AS of its ISD
 * @param mtu   the greatest SCION packet inside the AS, in bytes; 0 if the daemon does not know
 */
public record AsResponse(IsdAs isdAs, boolean core, int mtu) {

    /** Reads the message. */
    public static AsResponse decode(byte[] bytes) {
        IsdAs isdAs = IsdAs.WILDCARD;
        boolean core = false;
        int mtu = 0;
        MessageReader in = new MessageReader("ASResponse", bytes);
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> isdAs = in.isdAs();
                case 2 -> core = in.bool();
                case 3 -> mtu = in.unsigned32(Integer.MAX_VALUE);
                default -> in.skip();
            }
        }
        return new AsResponse(isdAs, core, mtu);
    }

    /** The message's bytes. */
    public byte[] encode() {
        return MessageWriter.message(out -> out.number(1, isdAs.value()).bool(2, core).number(3, mtu));
    }
}
