package org.pleach.scion.daemon;

/**
 * Answers the method {@code PortRange}, whose request is empty: the UDP ports to which border routers deliver directly.
 *
 * @param start the lowest
 * @param end   the highest
 */
public record PortRangeResponse(int start, int end) {

    private static final int MAX_PORT = 65535;

    /** Reads the message. */
    public static PortRangeResponse decode(byte[] bytes) {
        int start = 0;
        int end = 0;
        MessageReader in = new MessageReader("PortRangeResponse", bytes);
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> start = in.unsigned32(MAX_PORT);
                case 2 -> end = in.unsigned32(MAX_PORT);
                default -> in.skip();
            }
        }
        return new PortRangeResponse(start, end);
    }

    /** The message's bytes. */
    public byte[] encode() {
        return MessageWriter.message(out -> out.number(1, start).number(2, end));
    }
}
