package org.pleach.config.schema;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Member;
import org.pleach.config.tree.Scalar;

/** The keys outside of any block: nats-server's, with its names and synonyms. */
final class RootKeys {

    private RootKeys() { }

    static Section section() {
        Section.Builder keys = Section.builder();
        listening(keys);
        logging(keys);
        limits(keys);
        monitoring(keys);
        return keys
                .key("authorization", AuthorizationKeys.ofClients())
                .key("tls", ClientTlsKeys.section())
                .key("allow_non_tls", FlagType.FLAG)
                .key("no_auth_user", TextType.ANY)
                .key("cluster", ClusterKeys.section())
                .key("scion", ScionKeys.section())
                .key("websocket", WebSocketKeys.section(), "ws")
                .notYet("jetstream", "gateway", "mqtt", "server_tags", "server_metadata",
                        "feature_flags", "default_js_domain", "ocsp", "ocsp_cache",
                        "proxy_protocol", "proxies", "prof_port", "prof_block_rate", "no_header_support",
                        "no_fast_producer_stall")
                .key("mappings", MappingsType.MAPPINGS, "maps")
                .key("system_account", TextType.NAME, "system")
                .key("no_system_account", NotYetType.IGNORED, "no_system", "no_sys_acc")
                .key("store_dir", NotYetType.IGNORED, "storedir")
                .key("disable_sublist_cache", NotYetType.IGNORED, "no_sublist_cache")
                .key("leafnodes", NotYetType.IGNORED, "leaf")
                .key("accounts", AccountKeys.accounts())
                .key("operator", ListType.of(OperatorKeys.OPERATOR), "operators", "roots", "root", "root_operators",
                        "root_operator")
                .key("trusted_keys", ListType.of(OperatorKeys.OPERATOR_NKEY), "trusted")
                .key("resolver", OperatorKeys.RESOLVER, "account_resolver", "accounts_resolver")
                .key("resolver_tls", OperatorKeys.TLS)
                .key("resolver_preload", new NamedTextType(TextType.NAME))
                .key("resolver_pinned_accounts", ListType.of(OperatorKeys.ACCOUNT_NKEY))
                .key("default_sentinel", TextType.NAME)
                .rule((block, reading) -> traceImplied(Listening.split(block)))
                .build();
    }

    private static void listening(Section.Builder keys) {
        keys.key("listen", EndpointType.LISTEN)
                .key("host", Listening.HOST, "net")
                .key("port", WholeType.PORT)
                .key("server_name", TextType.NAME)
                .key("client_advertise", EndpointType.CONNECT);
    }

    private static void logging(Section.Builder keys) {
        keys.key("debug", FlagType.FLAG)
                .key("trace", FlagType.FLAG)
                .key("trace_verbose", FlagType.FLAG)
                .key("logtime", FlagType.FLAG)
                .key("logtime_utc", FlagType.FLAG)
                .key("log_file", TextType.ANY, "logfile")
                .key("pid_file", TextType.ANY, "pidfile")
                .notYet("ports_file_dir", "trace_headers", "max_traced_msg_len", "syslog", "remote_syslog")
                .key("log_size_limit", NotYetType.IGNORED, "logfile_size_limit")
                .key("log_max_num", NotYetType.IGNORED, "logfile_max_num");
    }

    private static void limits(Section.Builder keys) {
        keys.key("max_payload", new SizeType(0, 64 << 20))
                .key("max_control_line", new SizeType(1, 1 << 20))
                .key("max_pending", SizeType.SIZE)
                .key("max_connections", WholeType.LIMIT, "max_conn")
                .key("max_subscriptions", WholeType.LIMIT, "max_subs")
                .key("write_deadline", DurationType.POSITIVE)
                .key("ping_interval", DurationType.POSITIVE)
                .key("ping_max", WholeType.COUNT)
                .key("max_closed_clients", WholeType.from(0, 1 << 20))
                .key("lame_duck_duration", DurationType.LAME_DUCK)
                .key("lame_duck_grace_period", new DurationType(Duration.ZERO, false))
                .key("max_sub_tokens", NotYetType.IGNORED, "max_subscription_tokens")
                .notYet("write_timeout", "connect_error_reports", "reconnect_error_reports");
    }

    private static void monitoring(Section.Builder keys) {
        keys.key("http", EndpointType.LISTEN)
                .key("http_port", WholeType.PORT, "monitor_port")
                .key("http_base_path", TextType.ANY)
                .key("http_max_connections", WholeType.from(1, 1 << 16))
                .key("http_timeout", DurationType.POSITIVE)
                .notYet("https", "https_port");
    }

    /** {@code trace_verbose} switches {@code trace} on or off with it, as in nats-server. */
    private static Block traceImplied(Block block) {
        Member verbose = block.member("trace_verbose");
        if (verbose == null) {
            return block;
        }
        List<Member> members = new ArrayList<>(block.members());
        members.add(new Member("trace", verbose.place(), (Scalar) verbose.value(), false));
        return new Block(members, block.place());
    }
}
