package org.pleach.transport.scion.osgi;

import io.netty.channel.Channel;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.pleach.counters.CounterSource;
import org.pleach.scion.ScionEndhost;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.Network;
import org.pleach.transport.Transport;
import org.pleach.transport.scion.ScionTransport;
import org.pleach.transport.scion.ScionTransportOptions;

/** Offers a {@link ScionTransport} as a service while the {@code scion} section is configured. */
@Component(service = {Transport.class, CounterSource.class}, configurationPid = "org.pleach.scion",
        configurationPolicy = ConfigurationPolicy.REQUIRE, immediate = true)
public final class ScionTransportComponent implements Transport, CounterSource {

    private final ScionTransport transport;
    private ScionTransportOptions options;

    /** Starts without an open port. */
    @Activate
    public ScionTransportComponent(@Reference ScionEndhost endhost, @Reference Network network,
            Map<String, Object> properties) {
        options = ScionTransportOptions.from(Section.of(properties));
        transport = new ScionTransport(endhost, network, options);
    }

    /** Takes new settings for connections still to come; those there are live on with what they began with. */
    @Modified
    void modified(Map<String, Object> properties) {
        ScionTransportOptions changed = ScionTransportOptions.from(Section.of(properties));
        if (!changed.equals(options)) {
            transport.reconfigure(changed);
            options = changed;
        }
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

    @Override
    public String subsystem() {
        return transport.counters().subsystem();
    }

    @Override
    public void read(Reader reader) {
        transport.counters().read(reader);
    }
}
