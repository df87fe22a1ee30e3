package org.pleach.sandbox.segment;

import java.util.List;
import org.pleach.path.PathInterface;

/**
 * A path from end to end. The array is not copied: leave it alone.
 *
 * @param interfaces   both ends of each link, in order
 * @param expiryMillis when its first hop field expires, milliseconds since 1970
 * @param raw          the data-plane path as it goes into the SCION header, at its start
 */
public record CombinedPath(List<PathInterface> interfaces, long expiryMillis, byte[] raw) {

    /** Copies the list. */
    public CombinedPath {
        interfaces = List.copyOf(interfaces);
    }
}
