package org.pleach.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import org.pleach.protocol.JsonFields.FieldReader;

/** The JSON fields of INFO, in the order of nats-server. */
final class ServerInfoFields {

    static final Map<String, FieldReader<ServerInfoBuilder>> BY_NAME = Map.ofEntries(
            Map.entry("server_id", (in, to) -> to.serverId(JsonFields.text(in))),
            Map.entry("server_name", (in, to) -> to.serverName(JsonFields.text(in))),
            Map.entry("version", (in, to) -> to.version(JsonFields.text(in))),
            Map.entry("proto", (in, to) -> to.proto(JsonFields.integer(in))),
            Map.entry("git_commit", (in, to) -> to.gitCommit(JsonFields.text(in))),
            Map.entry("go", (in, to) -> to.go(JsonFields.text(in))),
            Map.entry("host", (in, to) -> to.host(JsonFields.text(in))),
            Map.entry("port", (in, to) -> to.port(JsonFields.integer(in))),
            Map.entry("headers", (in, to) -> to.headers(JsonFields.flag(in))),
            Map.entry("auth_required", (in, to) -> to.authRequired(JsonFields.flag(in))),
            Map.entry("tls_required", (in, to) -> to.tlsRequired(JsonFields.flag(in))),
            Map.entry("tls_verify", (in, to) -> to.tlsVerify(JsonFields.flag(in))),
            Map.entry("tls_available", (in, to) -> to.tlsAvailable(JsonFields.flag(in))),
            Map.entry("max_payload", (in, to) -> to.maxPayload(JsonFields.integer(in))),
            Map.entry("jetstream", (in, to) -> to.jetStream(JsonFields.flag(in))),
            Map.entry("ip", (in, to) -> to.ip(JsonFields.text(in))),
            Map.entry("client_id", (in, to) -> to.clientId(JsonFields.number(in))),
            Map.entry("client_ip", (in, to) -> to.clientIp(JsonFields.text(in))),
            Map.entry("nonce", (in, to) -> to.nonce(JsonFields.text(in))),
            Map.entry("cluster", (in, to) -> to.cluster(JsonFields.text(in))),
            Map.entry("cluster_dynamic", (in, to) -> to.clusterDynamic(JsonFields.flag(in))),
            Map.entry("domain", (in, to) -> to.domain(JsonFields.text(in))),
            Map.entry("connect_urls", (in, to) -> to.connectUrls(JsonFields.texts(in))),
            Map.entry("ws_connect_urls", (in, to) -> to.wsConnectUrls(JsonFields.texts(in))),
            Map.entry("ldm", (in, to) -> to.lameDuckMode(JsonFields.flag(in))),
            Map.entry("compression", (in, to) -> to.compression(JsonFields.text(in))),
            Map.entry("import", (in, to) -> to.importPermission(JsonFields.permission(in))),
            Map.entry("export", (in, to) -> to.exportPermission(JsonFields.permission(in))),
            Map.entry("lnoc", (in, to) -> to.lnoc(JsonFields.flag(in))),
            Map.entry("lnocu", (in, to) -> to.lnocu(JsonFields.flag(in))),
            Map.entry("info_on_connect", (in, to) -> to.infoOnConnect(JsonFields.flag(in))),
            Map.entry("connect_info", (in, to) -> to.connectInfo(JsonFields.flag(in))),
            Map.entry("route_pool_size", (in, to) -> to.routePoolSize(JsonFields.integer(in))),
            Map.entry("route_pool_idx", (in, to) -> to.routePoolIdx(JsonFields.integer(in))),
            Map.entry("route_account", (in, to) -> to.routeAccount(JsonFields.text(in))),
            Map.entry("route_acc_add_reqid", (in, to) -> to.routeAccountRequestId(JsonFields.text(in))),
            Map.entry("gossip_mode", (in, to) -> to.gossipMode(JsonFields.integer(in))),
            Map.entry("gateway", (in, to) -> to.gateway(JsonFields.text(in))),
            Map.entry("gateway_url", (in, to) -> to.gatewayUrl(JsonFields.text(in))),
            Map.entry("leafnode_urls", (in, to) -> to.leafnodeUrls(JsonFields.texts(in))),
            Map.entry("pleach_session", (in, to) -> to.session(JsonFields.text(in))));

    private ServerInfoFields() { }

    static byte[] line(ServerInfo info) {
        return JsonFields.line("INFO ", out -> write(info, out));
    }

    private static void write(ServerInfo info, JsonGenerator out) throws IOException {
        out.writeStringField("server_id", info.serverId());
        out.writeStringField("server_name", info.serverName());
        out.writeStringField("version", info.version());
        out.writeNumberField("proto", info.proto());
        JsonFields.optional(out, "git_commit", info.gitCommit());
        out.writeStringField("go", info.go());
        out.writeStringField("host", info.host());
        out.writeNumberField("port", info.port());
        out.writeBooleanField("headers", info.headers());
        JsonFields.optional(out, "auth_required", info.authRequired());
        JsonFields.optional(out, "tls_required", info.tlsRequired());
        JsonFields.optional(out, "tls_verify", info.tlsVerify());
        JsonFields.optional(out, "tls_available", info.tlsAvailable());
        out.writeNumberField("max_payload", info.maxPayload());
        JsonFields.optional(out, "jetstream", info.jetStream());
        JsonFields.optional(out, "ip", info.ip());
        JsonFields.optional(out, "client_id", info.clientId());
        JsonFields.optional(out, "client_ip", info.clientIp());
        JsonFields.optional(out, "nonce", info.nonce());
        JsonFields.optional(out, "cluster", info.cluster());
        JsonFields.optional(out, "cluster_dynamic", info.clusterDynamic());
        JsonFields.optional(out, "domain", info.domain());
        JsonFields.optional(out, "connect_urls", info.connectUrls());
        JsonFields.optional(out, "ws_connect_urls", info.wsConnectUrls());
        JsonFields.optional(out, "ldm", info.lameDuckMode());
        JsonFields.optional(out, "compression", info.compression());
        JsonFields.optional(out, "import", info.importPermission());
        JsonFields.optional(out, "export", info.exportPermission());
        JsonFields.optional(out, "lnoc", info.lnoc());
        JsonFields.optional(out, "lnocu", info.lnocu());
        JsonFields.optional(out, "info_on_connect", info.infoOnConnect());
        JsonFields.optional(out, "connect_info", info.connectInfo());
        JsonFields.optional(out, "route_pool_size", info.routePoolSize());
        JsonFields.optional(out, "route_pool_idx", info.routePoolIdx());
        JsonFields.optional(out, "route_account", info.routeAccount());
        JsonFields.optional(out, "route_acc_add_reqid", info.routeAccountRequestId());
        JsonFields.optional(out, "gossip_mode", info.gossipMode());
        JsonFields.optional(out, "gateway", info.gateway());
        JsonFields.optional(out, "gateway_url", info.gatewayUrl());
        JsonFields.optional(out, "leafnode_urls", info.leafnodeUrls());
        JsonFields.optional(out, "pleach_session", info.session());
    }
}
