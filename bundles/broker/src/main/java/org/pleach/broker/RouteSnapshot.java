package org.pleach.broker;

import org.pleach.transport.Endpoint;

/**
 * What there is to say about a route at a moment.
 *
 * @param id                 {@code rid}
 * @param remoteId           the other server's id
 * @param remoteName         the other server's name
 * @param solicited          whether this server connected to the other
 * @param configured         whether the route is configured, not learnt by gossip
 * @param remote             the peer's address
 * @param transport          name of the transport it came through
 * @param account            the account it is dedicated to, or null if it carries all
 * @param startMillis        since when, milliseconds since 1970 (UTC)
 * @param lastActivityMillis when it last sent something, milliseconds since 1970 (UTC)
 * @param rttNanos           round-trip time measured by the last PING, or 0
 * @param subscriptions      how many the other server has here
 * @param pendingBytes       bytes waiting to be written to it
 * @param inMessages         messages received
 * @param inBytes            bytes of their headers and payloads
 * @param outMessages        messages sent
 * @param outBytes           bytes of their headers and payloads
 * @param suspended          whether it has no connection at the moment and waits to go on over another one
 * @param resumptions        how often it went on over another connection
 * @param retainedBytes      bytes sent to it that it has not acknowledged
 */
public record RouteSnapshot(long id, String remoteId, String remoteName, boolean solicited, boolean configured,
                            Endpoint remote, String transport, String account, long startMillis,
                            long lastActivityMillis, long rttNanos, int subscriptions, long pendingBytes,
                            long inMessages, long inBytes, long outMessages, long outBytes, boolean suspended,
                            int resumptions, long retainedBytes) { }
