package org.pleach.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.util.concurrent.CompletionStage;

/**
 * Carries NATS connections over some network.
 *
 * <p>Register an implementation as an OSGi service. A transport gives and takes Netty {@link Channel}s: ordered, reliable,
 * duplex streams of bytes, registered with an event loop of the {@link Network}. Its own handlers stand before the
 * broker's in the pipeline; the broker's handlers see {@code ByteBuf}s only, and write {@code ByteBuf}s only.
 *
 * <p><b>Guarantees to a transport.</b> The methods may be called from any thread. A channel is handed to the broker once and
 * closed by it. When a transport's service goes, the broker closes the listeners it had from it; connections live on until
 * the transport closes them, so a stopping transport must close its channels.
 *
 * <p><b>Asked of a transport.</b> {@code connect} on an endpoint it does not accept, and {@code listen} on one it does not
 * serve, fail the stage with {@link IllegalArgumentException}. Nothing blocks. Failures name the endpoint and the cause.
 */
public interface Transport {

    /** A short lower-case word for logs and monitoring: {@code tcp}, {@code scion}. */
    String name();

    /**
     * Whether this transport listens where {@code request} says. More than one may: SCION and TCP listen side by side on
     * the same port.
     */
    boolean listensOn(ListenRequest request);

    /** Whether this transport can connect to {@code endpoint}. The broker takes the highest-ranked one that can. */
    boolean connectsTo(Endpoint endpoint);

    /**
     * Starts to listen: where the request says, or, for a transport that is configured by itself as WebSocket is, there; the
     * listener's endpoint then has a scheme of its own. The stage completes when the port is open, or with the reason why not.
     */
    CompletionStage<Listener> listen(ListenRequest request);

    /**
     * Connects. The stage completes with an active channel whose pipeline ends with the request's handler, or with the
     * reason why not.
     */
    CompletionStage<Channel> connect(ConnectRequest request);

    /** What a connection is for; transports may map it to settings of their own. */
    enum Purpose { CLIENT, ROUTE, LEAFNODE }

    /**
     * @param purpose  what the connections will be for
     * @param endpoint where; port 0 for any free one
     * @param handler  added last to each accepted channel, so {@code @Sharable} (usually a {@code ChannelInitializer});
     *                 it sees {@code channelActive} only when the transport's own handshake is done
     */
    record ListenRequest(Purpose purpose, Endpoint endpoint, ChannelHandler handler) { }

    /**
     * @param purpose       what the connection will be for
     * @param endpoint      the peer
     * @param handler       added last to the channel; sees {@code channelActive} when the transport's handshake is done
     * @param timeoutMillis how long to try, greater than 0
     */
    record ConnectRequest(Purpose purpose, Endpoint endpoint, ChannelHandler handler, int timeoutMillis) { }
}
