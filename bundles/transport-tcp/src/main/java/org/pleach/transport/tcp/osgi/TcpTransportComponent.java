package org.pleach.transport.tcp.osgi;

import io.netty.channel.Channel;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.Network;
import org.pleach.transport.Transport;
import org.pleach.transport.tcp.TcpTransport;

/** Offers a {@link TcpTransport} as a service. */
@Component(service = Transport.class, immediate = true)
public final class TcpTransportComponent implements Transport {

    private final TcpTransport transport;

    /** Starts without an open port. */
    @Activate
    public TcpTransportComponent(@Reference Network network) {
        transport = new TcpTransport(network);
    }

    /** Closes ports and connections. */
    @Deactivate
    void deactivate() {
        transport.close();
    }

    @Override
    public String name() {
        return transport.name();
    }

    @Override
    public boolean listensOn(ListenRequest request) {
        return transport.listensOn(request);
    }

    @Override
    public boolean connectsTo(Endpoint endpoint) {
        return transport.connectsTo(endpoint);
    }

    @Override
    public CompletionStage<Listener> listen(ListenRequest request) {
        return transport.listen(request);
    }

    @Override
    public CompletionStage<Channel> connect(ConnectRequest request) {
        return transport.connect(request);
    }
}
