package org.pleach.clustering.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * The block {@code cluster} of a nats-server configuration, described for management consoles. Names stand for the
 * keys, defaults are those of {@code reference.conf}.
 */
@ObjectClassDefinition(id = "org.pleach.cluster", name = "Pleach cluster",
        description = "Routes to other servers: the block cluster of a nats-server configuration")
@interface ClusterSettings {

    @AttributeDefinition(description = "The cluster's name, the same on all its servers; empty for one that is made up",
            required = false)
    String name() default "";

    @AttributeDefinition(description = "Where routes are taken: PORT, HOST:PORT or ISD-AS,HOST:PORT")
    String listen() default "0.0.0.0:6222";

    @AttributeDefinition(required = false,
            description = "Servers to connect to: nats-route://HOST:PORT or nats-route://[ISD-AS,HOST]:PORT")
    String[] routes() default { };

    @AttributeDefinition(description = "The address other servers are told", required = false)
    String advertise() default "";

    @AttributeDefinition(description = "Keep the addresses of clients' ports from other servers")
    boolean no__advertise() default false;

    @AttributeDefinition(description = "How often to try a server again that another one told of")
    long connect__retries() default 0;

    @AttributeDefinition(description = "Let the pauses between attempts grow to 30 s instead of 5 s")
    boolean connect__backoff() default false;

    @AttributeDefinition(description = "Time between PINGs, at most 30 s")
    String ping__interval() default "30s";

    @AttributeDefinition(description = "Unanswered PINGs after which a route is closed")
    long ping__max() default 2;

    @AttributeDefinition(description = "How long what is for a peer that cannot be reached is kept")
    String outage_longest() default "60s";

    @AttributeDefinition(description = "Bytes kept for one peer")
    String outage_buffer() default "128MiB";

    @AttributeDefinition(description = "When that is full: pause (publishers wait) or disconnect (the route is given up)",
            options = {@Option(label = "publishers wait", value = "pause"),
                @Option(label = "the route is given up", value = "disconnect")})
    String outage_when__full() default "pause";
}
