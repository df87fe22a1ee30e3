package org.pleach.network.osgi;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pleach.network.NativeNetwork;
import org.pleach.transport.Network;

/**
 * Offers a {@link NativeNetwork} as a service. A change of configuration is a new network, and so closes every
 * connection.
 */
@Component(service = Network.class, configurationPid = "org.pleach.network", immediate = true)
@Designate(ocd = NetworkComponent.Settings.class)
public final class NetworkComponent implements Network {

    /** Settings of the PID {@code org.pleach.network}. */
    @ObjectClassDefinition(name = "Pleach network")
    public @interface Settings {
        /** Threads that carry connections; 0 for as many as fit the machine. */
        @AttributeDefinition(name = "Event loops", description = "0 for as many as fit the machine")
        int event__loops() default 0;
    }

    private final NativeNetwork network;

    /** Starts the event loops. */
    @Activate
    public NetworkComponent(Settings settings) {
        int wanted = settings.event__loops();
        network = NativeNetwork.open(wanted == 0 ? NativeNetwork.defaultEventLoops() : wanted, "pleach");
    }

    /** Ends the event loops. */
    @Deactivate
    void deactivate() {
        network.close();
    }

    @Override
    public EventLoopGroup eventLoops() {
        return network.eventLoops();
    }

    @Override
    public SocketChannel newSocketChannel() {
        return network.newSocketChannel();
    }

    @Override
    public ServerChannel newServerChannel() {
        return network.newServerChannel();
    }

    @Override
    public DatagramChannel newDatagramChannel() {
        return network.newDatagramChannel();
    }

    @Override
    public long nanoTime() {
        return network.nanoTime();
    }

    @Override
    public long currentTimeMillis() {
        return network.currentTimeMillis();
    }
}
