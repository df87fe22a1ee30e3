package org.pleach.shell;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pleach.broker.Broker;

/** {@code pleach:connections}: who is connected. */
@Component(service = ConnectionsCommand.class,
        property = {"osgi.command.scope=pleach", "osgi.command.function=connections"})
public final class ConnectionsCommand {

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Broker broker;

    /** Client connections as text. */
    public String connections() {
        Broker running = broker;
        return running == null ? "no broker is running"
                : new ConnectionsView(System.currentTimeMillis()).of(running.connections());
    }
}
