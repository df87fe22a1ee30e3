package org.pleach.transport;

import io.netty.channel.Channel;
import java.util.concurrent.CompletionStage;

/**
 * Turns a plain connection into a TLS one in the middle of the conversation, as NATS does: INFO goes in clear with
 * {@code tls_required}, then both ends shake hands. An OSGi service; any thread.
 */
public interface TlsUpgrade {

    /**
     * Reads the files once, for many connections.
     *
     * @throws IllegalArgumentException naming the file that cannot be used and why
     */
    Prepared prepare(TlsSettings settings);

    /** Settings whose files were read. Any thread. */
    interface Prepared {

        /**
         * Starts the handshake as the accepting end. Bytes written before stay in clear. The stage completes on the
         * channel's event loop: when encrypted, or with the reason why not, the channel then being closed.
         */
        CompletionStage<Void> accept(Channel channel);

        /**
         * Starts the handshake as the connecting end.
         *
         * @param host the name dialled, which the certificate must carry unless the settings give another
         */
        CompletionStage<Void> connect(Channel channel, String host, int port);
    }
}
