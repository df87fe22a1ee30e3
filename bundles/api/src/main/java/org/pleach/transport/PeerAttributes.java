package org.pleach.transport;

import io.netty.util.AttributeKey;
import java.security.cert.X509Certificate;
import java.time.Duration;

/** What a transport tells the broker about a channel, as channel attributes set before {@code channelActive}. */
public final class PeerAttributes {

    /** The peer's address; always set. */
    public static final AttributeKey<Endpoint> REMOTE = AttributeKey.valueOf("org.pleach.transport.remote");

    /** The local address; always set. */
    public static final AttributeKey<Endpoint> LOCAL = AttributeKey.valueOf("org.pleach.transport.local");

    /** The transport's name; always set. */
    public static final AttributeKey<String> TRANSPORT = AttributeKey.valueOf("org.pleach.transport.name");

    /**
     * Set by a transport that sees to encryption by itself, as WebSocket does: true if the channel is encrypted, false if it
     * is in clear and meant to be. The broker then starts no TLS on it.
     */
    public static final AttributeKey<Boolean> ENCRYPTED = AttributeKey.valueOf("org.pleach.transport.encrypted");

    /** Set if the peer is to be known by its certificate instead of what it says in CONNECT: the certificate it showed. */
    public static final AttributeKey<X509Certificate> IDENTITY =
            AttributeKey.valueOf("org.pleach.transport.identity");

    /** Set by a transport whose connections are to be asked for signs of life at another interval than usual. */
    public static final AttributeKey<Duration> PING_INTERVAL =
            AttributeKey.valueOf("org.pleach.transport.pingInterval");

    /** Set by the broker before it closes a channel: why, in nats-server's words. A transport may tell the peer. */
    public static final AttributeKey<String> CLOSE_REASON = AttributeKey.valueOf("org.pleach.transport.closeReason");

    private PeerAttributes() { }
}
