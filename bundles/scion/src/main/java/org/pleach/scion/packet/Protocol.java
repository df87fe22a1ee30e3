package org.pleach.scion.packet;

/** Numbers of the NextHdr fields (SCION "assigned protocol numbers"). */
public final class Protocol {

    /** UDP with SCION's pseudo header in the checksum. */
    public static final int UDP = 17;
    /** Hop-by-hop options; see {@link ExtensionHeader}. */
    public static final int HOP_BY_HOP = 200;
    /** End-to-end options; see {@link ExtensionHeader}. */
    public static final int END_TO_END = 201;
    /** SCION's control messages; see {@link ScmpHeader}. */
    public static final int SCMP = 202;
    /** Bidirectional forwarding detection, between routers. */
    public static final int BFD = 203;

    private Protocol() { }
}
