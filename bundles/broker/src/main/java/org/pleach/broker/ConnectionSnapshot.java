package org.pleach.broker;

import org.pleach.transport.Endpoint;

/**
 * What there is to say about a client connection at a moment.
 *
 * @param id                 {@code cid}
 * @param remote             the peer's address
 * @param transport          name of the transport it came through
 * @param account            its account
 * @param user               the name it authenticated with, else the one it said in CONNECT, or null
 * @param name               what it calls itself in CONNECT, or null
 * @param lang               its library's language, or null
 * @param version            its library's version, or null
 * @param startMillis        since when, milliseconds since 1970 (UTC)
 * @param lastActivityMillis when it last sent something, milliseconds since 1970 (UTC)
 * @param rttNanos           round-trip time measured by the last PING, or 0
 * @param subscriptions      how many it has
 * @param pendingBytes       bytes waiting to be written to it
 * @param inMessages         messages it published
 * @param inBytes            bytes of their headers and payloads
 * @param outMessages        messages it was sent
 * @param outBytes           bytes of their headers and payloads
 * @param tlsVersion         such as {@code 1.3}, or null if it is in clear
 * @param tlsCipherSuite     IANA's name, or null
 */
public record ConnectionSnapshot(long id, Endpoint remote, String transport, String account, String user, String name,
                                 String lang, String version, long startMillis, long lastActivityMillis, long rttNanos,
                                 int subscriptions, long pendingBytes, long inMessages, long inBytes,
                                 long outMessages, long outBytes, String tlsVersion, String tlsCipherSuite) {

    /** Of a connection in clear. */
    public ConnectionSnapshot(long id, Endpoint remote, String transport, String account, String user, String name,
            String lang, String version, long startMillis, long lastActivityMillis, long rttNanos, int subscriptions,
            long pendingBytes, long inMessages, long inBytes, long outMessages, long outBytes) {
        this(id, remote, transport, account, user, name, lang, version, startMillis, lastActivityMillis, rttNanos,
                subscriptions, pendingBytes, inMessages, inBytes, outMessages, outBytes, null, null);
    }
}
