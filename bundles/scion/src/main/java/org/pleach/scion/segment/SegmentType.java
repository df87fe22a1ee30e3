package org.pleach.scion.segment;

/** What part of a path a segment is. */
public enum SegmentType {
    /** From a leaf towards a core AS. */
    UP(1),
    /** From a core AS towards a leaf. */
    DOWN(2),
    /** Between core ASes. */
    CORE(3);

    private final int number;

    SegmentType(int number) {
        this.number = number;
    }

    /** The type of this number in {@code proto.control_plane.v1.SegmentType}, or null. */
    static SegmentType of(long number) {
        for (SegmentType type : values()) {
            if (type.number == number) {
                return type;
            }
        }
        return null;
    }
}
