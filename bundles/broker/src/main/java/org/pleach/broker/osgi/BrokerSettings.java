package org.pleach.broker.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The root keys of a nats-server configuration, described for management consoles. Their names stand for the keys, their
 * defaults are those of {@code reference.conf}.
 */
@ObjectClassDefinition(id = "org.pleach.broker", name = "Pleach broker",
        description = "Client connections and limits: the root keys of a nats-server configuration")
@interface BrokerSettings {

    @AttributeDefinition(description = "Where clients are taken: PORT, HOST:PORT or ISD-AS,HOST:PORT")
    String listen() default "0.0.0.0:4222";

    @AttributeDefinition(description = "The name in INFO and logs; empty for the server's id", required = false)
    String server__name() default "";

    @AttributeDefinition(description = "Bytes of headers and payload in a message")
    long max__payload() default 1048576;

    @AttributeDefinition(description = "Bytes of a protocol line")
    long max__control__line() default 4096;

    @AttributeDefinition(description = "Client connections at a time; 0 or less for no limit")
    long max__connections() default 65536;

    @AttributeDefinition(description = "Subscriptions of a connection; 0 or less for no limit")
    long max__subscriptions() default 0;

    @AttributeDefinition(description = "Bytes that may wait to be written to a connection")
    long max__pending() default 67108864;

    @AttributeDefinition(description = "How long a connection may take nothing of what waits for it")
    String write__deadline() default "10s";

    @AttributeDefinition(description = "Silence after which a client gets a PING")
    String ping__interval() default "2m";

    @AttributeDefinition(description = "Unanswered PINGs after which a client is closed")
    long ping__max() default 2;

    @AttributeDefinition(description = "Log at DBG")
    boolean debug() default false;

    @AttributeDefinition(description = "Log the protocol at TRC")
    boolean trace() default false;
}
