package org.pleach.scion.daemon;

import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;

/**
 * Tells the daemon that an interface is down, so that it leaves paths over it out for a while (method
 * {@code NotifyInterfaceDown}). The answer is empty.
 *
 * @param failed the interface
 */
public record NotifyInterfaceDownRequest(PathInterface failed) {

    /** Reads the message. */
    public static NotifyInterfaceDownRequest decode(byte[] bytes) {
        IsdAs isdAs = IsdAs.WILDCARD;
        long id = 0;
        MessageReader in = new MessageReader("NotifyInterfaceDownRequest", bytes);
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> isdAs = in.isdAs();
                case 2 -> id = in.varint();
                default -> in.skip();
            }
        }
        return new NotifyInterfaceDownRequest(new PathInterface(isdAs, id));
    }

    /** The message's bytes. */
    public byte[] encode() {
        return MessageWriter.message(out -> out.number(1, failed.isdAs().value()).number(2, failed.id()));
    }
}
