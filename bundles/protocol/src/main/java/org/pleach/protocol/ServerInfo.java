package org.pleach.protocol;

import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * INFO: what a server says of itself, to clients and to other servers. Texts and lists that were left out are empty.
 * (nats-server, server/server.go)
 *
 * @param serverId the server's id, for a real server a public nkey
 * @param serverName the server's name
 * @param version the server's version
 * @param proto protocol version: to clients 1; on routes 1 INFO, 2 accounts, 3 trace
 * @param gitCommit what the server was built from
 * @param go the runtime; clients only show it
 * @param host the address listened on, or advertised
 * @param port the port listened on, or advertised
 * @param headers whether headers are understood
 * @param authRequired whether CONNECT must carry credentials
 * @param tlsRequired whether TLS must be started
 * @param tlsVerify whether the client must show a certificate
 * @param tlsAvailable whether TLS may be started
 * @param maxPayload greatest payload in bytes
 * @param jetStream whether JetStream is there
 * @param ip on routes: the URL at which this server can be dialled
 * @param clientId the connection's number
 * @param clientIp the client's address as seen from here
 * @param nonce what an nkey client must sign
 * @param cluster the cluster's name
 * @param clusterDynamic whether that name was made up
 * @param domain the JetStream domain
 * @param connectUrls where else clients can connect
 * @param wsConnectUrls the same over WebSocket
 * @param lameDuckMode whether the server is about to stop
 * @param compression on routes and leafnodes: compression wanted or chosen
 * @param importPermission on routes: what the server asks for, or null
 * @param exportPermission on routes: what the server gives, or null
 * @param lnoc on routes: whether LS+ with the origin cluster is understood
 * @param lnocu on routes: whether LS- with the origin cluster is understood
 * @param infoOnConnect whether an INFO answers CONNECT
 * @param connectInfo whether this is that INFO
 * @param routePoolSize on routes: connections in the pool; 0 for no pool
 * @param routePoolIdx on routes: which of them this is
 * @param routeAccount on routes: the account the route is dedicated to
 * @param routeAccountRequestId on routes: names a request to dedicate a route
 * @param gossipMode on routes: 0 default, 1 do not tell others, 2 tell them all the same
 * @param gateway the gateway's name; not empty if this is about gateways
 * @param gatewayUrl where the server listens for gateways
 * @param leafnodeUrls where leafnodes can connect
 * @param session on routes between Pleach servers: says that a lost route can be resumed; others skip the field
 */
public record ServerInfo(
        String serverId,
        String serverName,
        String version,
        int proto,
        String gitCommit,
        String go,
        String host,
        int port,
        boolean headers,
        boolean authRequired,
        boolean tlsRequired,
        boolean tlsVerify,
        boolean tlsAvailable,
        int maxPayload,
        boolean jetStream,
        String ip,
        long clientId,
        String clientIp,
        String nonce,
        String cluster,
        boolean clusterDynamic,
        String domain,
        List<String> connectUrls,
        List<String> wsConnectUrls,
        boolean lameDuckMode,
        String compression,
        SubjectPermission importPermission,
        SubjectPermission exportPermission,
        boolean lnoc,
        boolean lnocu,
        boolean infoOnConnect,
        boolean connectInfo,
        int routePoolSize,
        int routePoolIdx,
        String routeAccount,
        String routeAccountRequestId,
        int gossipMode,
        String gateway,
        String gatewayUrl,
        List<String> leafnodeUrls,
        String session) {

    /** No limit on INFO in nats-server beyond the control line's; this is for callers that have none. */
    public static final int MAX_JSON_LENGTH = 64 * 1024;

    /** Lists are copied. */
    public ServerInfo {
        connectUrls = List.copyOf(connectUrls);
        wsConnectUrls = List.copyOf(wsConnectUrls);
        leafnodeUrls = List.copyOf(leafnodeUrls);
    }

    /** An empty one to fill. */
    public static ServerInfoBuilder builder() {
        return new ServerInfoBuilder();
    }

    /** One to change that starts with what is here. */
    public ServerInfoBuilder toBuilder() {
        return new ServerInfoBuilder(this);
    }

    /**
     * Reads the JSON of an INFO. Unknown fields are skipped.
     *
     * @throws ProtocolException with {@link ProtocolError#BAD_JSON}
     */
    public static ServerInfo read(ByteBuf buf, int index, int length) {
        return JsonFields.read(buf, index, length, "INFO", ServerInfoFields.BY_NAME, builder()).build();
    }

    /**
     * The whole line, {@code INFO {...}} with CR LF, as UTF-8. Fields that nats-server leaves out when empty are left
     * out.
     */
    public byte[] toLine() {
        return ServerInfoFields.line(this);
    }
}
