package org.pleach.path;

/**
 * One end of a link between ASes, as a path crosses it.
 *
 * @param isdAs the AS that owns the interface
 * @param id    the interface's number inside that AS; unsigned 64 bits
 */
public record PathInterface(IsdAs isdAs, long id) {

    /** As the SCION tools write it: {@code 1-ff00:0:110#3}. */
    @Override
    public String toString() {
        return isdAs + "#" + Long.toUnsignedString(id);
    }
}
