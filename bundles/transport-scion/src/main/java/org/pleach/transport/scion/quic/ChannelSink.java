package org.pleach.transport.scion.quic;

/** Takes the channel of a connection whose handshake is done. Called on its event loop. */
public interface ChannelSink {

    /** Before the channel is registered and becomes active: add attributes and handlers. */
    void prepare(SingleStreamChannel channel);

    /** After its handlers saw {@code channelActive}. */
    default void ready(SingleStreamChannel channel) { }
}
