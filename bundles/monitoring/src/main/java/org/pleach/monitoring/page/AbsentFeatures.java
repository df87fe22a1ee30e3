package org.pleach.monitoring.page;

import java.io.IOException;
import org.pleach.broker.Broker;

/** {@code /gatewayz}, {@code /leafz} and {@code /jsz}, as a nats-server answers that has no gateways, leafnodes or JetStream. */
public final class AbsentFeatures {

    private AbsentFeatures() { }

    /** {@code /gatewayz}. */
    public static Page gateways(Broker broker) {
        return (query, out) -> {
            head(broker, out).empty("outbound_gateways").empty("inbound_gateways").end();
            return 200;
        };
    }

    /** {@code /leafz}. */
    public static Page leafnodes(Broker broker) {
        return (query, out) -> {
            head(broker, out).field("leafnodes", 0).beginArray("leafs").endArray().end();
            return 200;
        };
    }

    /** {@code /jsz}. */
    public static Page jetStream(Broker broker) {
        return (query, out) -> {
            out.begin().field("memory", 0).field("storage", 0).field("reserved_memory", 0).field("reserved_storage", 0)
                    .field("accounts", 0).field("ha_assets", 0)
                    .begin("api").field("level", 0).field("total", 0).field("errors", 0).end()
                    .field("server_id", broker.identity().id()).time("now", broker.network().currentTimeMillis())
                    .field("disabled", true)
                    .begin("config").field("max_memory", 0).field("max_storage", 0).end()
                    .field("streams", 0).field("consumers", 0).field("messages", 0).field("bytes", 0).field("total", 0)
                    .end();
            return 200;
        };
    }

    private static Json head(Broker broker, Json out) throws IOException {
        return out.begin().field("server_id", broker.identity().id()).time("now", broker.network().currentTimeMillis());
    }
}
