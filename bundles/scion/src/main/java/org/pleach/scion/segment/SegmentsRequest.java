package org.pleach.scion.segment;

import org.pleach.path.IsdAs;
import org.pleach.scion.daemon.MessageWriter;

/**
 * Asks for the segments between two ASes, of which the ASes of an ISD's core may be named by AS 0.
 *
 * @param source      where they start in the direction of travel
 * @param destination where they lead
 */
public record SegmentsRequest(IsdAs source, IsdAs destination) {

    /** The {@code :path} of the call. */
    public static final String METHOD = "/proto.control_plane.v1.SegmentLookupService/Segments";

    /** The message's bytes. */
    public byte[] encode() {
        return MessageWriter.message(out -> out.number(1, source.value()).number(2, destination.value()));
    }
}
