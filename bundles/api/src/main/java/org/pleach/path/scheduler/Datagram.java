package org.pleach.path.scheduler;

/**
 * A datagram on its way out. Valid during {@link PeerScheduler#send} only.
 *
 * @param <P> a path
 */
public interface Datagram<P extends PeerPath> {

    /** Bytes of payload. */
    int length();

    /**
     * Sends it over a path. The first time always; more often, as copies over other paths, only while the socket's queue
     * has room. Over a path it already took it is not sent again.
     *
     * @return whether it was sent over this path, now or before
     */
    boolean sendOver(P path);
}
