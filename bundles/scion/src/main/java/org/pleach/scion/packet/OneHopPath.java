package org.pleach.scion.packet;

/**
 * The path to a neighbour AS to which no path is known yet; beacons travel on it.
 * <pre>
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                     InfoField  (8 bytes)                      |  0
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                     HopField  (12 bytes)                      |  8
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                     HopField  (12 bytes)                      |  20
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 * The second hop field is empty until the neighbour's router fills it in.
 */
public final class OneHopPath {

    /** Where the first hop field starts. */
    public static final int FIRST_HOP = InfoField.LENGTH;
    /** Where the second hop field starts. */
    public static final int SECOND_HOP = FIRST_HOP + HopField.LENGTH;
    /** Bytes of the path. */
    public static final int LENGTH = SECOND_HOP + HopField.LENGTH;

    private OneHopPath() { }
}
