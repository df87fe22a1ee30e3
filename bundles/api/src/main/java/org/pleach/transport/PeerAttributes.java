package org.pleach.transport;

import io.netty.util.AttributeKey;

/** What a transport tells the broker about a channel, as channel attributes set before {@code channelActive}. */
public final class PeerAttributes {

    /** The peer's address; always set. */
    public static final AttributeKey<Endpoint> REMOTE = AttributeKey.valueOf("org.pleach.transport.remote");

    /** The local address; always set. */
    public static final AttributeKey<Endpoint> LOCAL = AttributeKey.valueOf("org.pleach.transport.local");

    /** The transport's name; always set. */
    public static final AttributeKey<String> TRANSPORT = AttributeKey.valueOf("org.pleach.transport.name");

    private PeerAttributes() { }
}
