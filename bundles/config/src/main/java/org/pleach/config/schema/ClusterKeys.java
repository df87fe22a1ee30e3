package org.pleach.config.schema;

/** The {@code cluster} block. */
final class ClusterKeys {

    private ClusterKeys() { }

    static Section section() {
        return Section.builder()
                .key("name", TextType.NAME)
                .key("listen", EndpointType.LISTEN)
                .key("host", Listening.HOST, "net")
                .key("port", WholeType.PORT)
                .key("routes", ListType.distinct(EndpointType.CONNECT))
                .key("authorization", AuthorizationKeys.ofCluster())
                .key("tls", TlsKeys.section())
                .key("advertise", EndpointType.CONNECT, "cluster_advertise")
                .key("no_advertise", FlagType.FLAG)
                .key("connect_retries", WholeType.COUNT)
                .key("connect_backoff", FlagType.FLAG)
                .key("pool_size", WholeType.LIMIT)
                .key("ping_interval", DurationType.DURATION)
                .key("ping_max", WholeType.COUNT)
                .key("write_deadline", DurationType.DURATION)
                .notYet("accounts", "compression", "write_timeout")
                .guardsNotYet("permissions")
                .rule((block, reading) -> Listening.split(block))
                .build();
    }
}
