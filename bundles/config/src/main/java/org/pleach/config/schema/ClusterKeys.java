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
                .key("routes", ListType.distinct(EndpointType.ROUTE))
                .key("authorization", AuthorizationKeys.ofCluster())
                .key("advertise", EndpointType.CONNECT, "cluster_advertise")
                .key("no_advertise", FlagType.FLAG)
                .key("connect_retries", WholeType.COUNT)
                .key("connect_backoff", FlagType.FLAG)
                .key("ping_interval", DurationType.POSITIVE)
                .key("ping_max", WholeType.COUNT)
                .key("scion", Section.builder().key("path_mode", PathModeType.MODE).build())
                .key("outage", Section.builder()
                        .key("longest", DurationType.POSITIVE)
                        .key("buffer", new SizeType(1 << 20, Long.MAX_VALUE))
                        .key("when_full", ChoiceType.of("pause", "disconnect"))
                        .build())
                .notYet("pool_size", "accounts", "compression", "write_deadline", "write_timeout")
                .guardsNotYet("tls", "permissions")
                .rule((block, reading) -> Listening.split(block))
                .build();
    }
}
