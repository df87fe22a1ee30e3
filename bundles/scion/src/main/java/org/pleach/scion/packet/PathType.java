package org.pleach.scion.packet;

/** Numbers of the common header's PathType field. */
public final class PathType {

    /** No path: source and destination are in the same AS. */
    public static final int EMPTY = 0;
    /** The ordinary path of segments; see {@link PathMeta}. */
    public static final int SCION = 1;
    /** To a neighbour AS to which no path is known yet; see {@link OneHopPath}. */
    public static final int ONE_HOP = 2;
    /** A SCION path with per-packet validation fields; see {@link EpicPath}. */
    public static final int EPIC = 3;

    private PathType() { }
}
