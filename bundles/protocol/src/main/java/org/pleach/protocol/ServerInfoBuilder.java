package org.pleach.protocol;

import java.util.List;

/**
 * Makes {@link ServerInfo} objects; a field that is not set is empty, 0 or false. Not safe for use by several threads.
 */
public final class ServerInfoBuilder {

    private String serverId = "";
    private String serverName = "";
    private String version = "";
    private int proto;
    private String gitCommit = "";
    private String go = "";
    private String host = "";
    private int port;
    private boolean headers;
    private boolean authRequired;
    private boolean tlsRequired;
    private boolean tlsVerify;
    private boolean tlsAvailable;
    private int maxPayload;
    private boolean jetStream;
    private String ip = "";
    private long clientId;
    private String clientIp = "";
    private String nonce = "";
    private String cluster = "";
    private boolean clusterDynamic;
    private String domain = "";
    private List<String> connectUrls = List.of();
    private List<String> wsConnectUrls = List.of();
    private boolean lameDuckMode;
    private String compression = "";
    private SubjectPermission importPermission;
    private SubjectPermission exportPermission;
    private boolean lnoc;
    private boolean lnocu;
    private boolean infoOnConnect;
    private boolean connectInfo;
    private int routePoolSize;
    private int routePoolIdx;
    private String routeAccount = "";
    private String routeAccountRequestId = "";
    private int gossipMode;
    private String gateway = "";
    private String gatewayUrl = "";
    private List<String> leafnodeUrls = List.of();
    private String session = "";

    ServerInfoBuilder() { }

    ServerInfoBuilder(ServerInfo from) {
        serverId = from.serverId();
        serverName = from.serverName();
        version = from.version();
        proto = from.proto();
        gitCommit = from.gitCommit();
        go = from.go();
        host = from.host();
        port = from.port();
        headers = from.headers();
        authRequired = from.authRequired();
        tlsRequired = from.tlsRequired();
        tlsVerify = from.tlsVerify();
        tlsAvailable = from.tlsAvailable();
        maxPayload = from.maxPayload();
        jetStream = from.jetStream();
        ip = from.ip();
        clientId = from.clientId();
        clientIp = from.clientIp();
        nonce = from.nonce();
        cluster = from.cluster();
        clusterDynamic = from.clusterDynamic();
        domain = from.domain();
        connectUrls = from.connectUrls();
        wsConnectUrls = from.wsConnectUrls();
        lameDuckMode = from.lameDuckMode();
        compression = from.compression();
        importPermission = from.importPermission();
        exportPermission = from.exportPermission();
        lnoc = from.lnoc();
        lnocu = from.lnocu();
        infoOnConnect = from.infoOnConnect();
        connectInfo = from.connectInfo();
        routePoolSize = from.routePoolSize();
        routePoolIdx = from.routePoolIdx();
        routeAccount = from.routeAccount();
        routeAccountRequestId = from.routeAccountRequestId();
        gossipMode = from.gossipMode();
        gateway = from.gateway();
        gatewayUrl = from.gatewayUrl();
        leafnodeUrls = from.leafnodeUrls();
        session = from.session();
    }

    /** The server's id, for a real server a public nkey. */
    public ServerInfoBuilder serverId(String value) {
        serverId = value;
        return this;
    }

    /** The server's name. */
    public ServerInfoBuilder serverName(String value) {
        serverName = value;
        return this;
    }

    /** The server's version. */
    public ServerInfoBuilder version(String value) {
        version = value;
        return this;
    }

    /** Protocol version: to clients 1; on routes 1 INFO, 2 accounts, 3 trace. */
    public ServerInfoBuilder proto(int value) {
        proto = value;
        return this;
    }

    /** What the server was built from. */
    public ServerInfoBuilder gitCommit(String value) {
        gitCommit = value;
        return this;
    }

    /** The runtime; clients only show it. */
    public ServerInfoBuilder go(String value) {
        go = value;
        return this;
    }

    /** The address listened on, or advertised. */
    public ServerInfoBuilder host(String value) {
        host = value;
        return this;
    }

    /** The port listened on, or advertised. */
    public ServerInfoBuilder port(int value) {
        port = value;
        return this;
    }

    /** Whether headers are understood. */
    public ServerInfoBuilder headers(boolean value) {
        headers = value;
        return this;
    }

    /** Whether CONNECT must carry credentials. */
    public ServerInfoBuilder authRequired(boolean value) {
        authRequired = value;
        return this;
    }

    /** Whether TLS must be started. */
    public ServerInfoBuilder tlsRequired(boolean value) {
        tlsRequired = value;
        return this;
    }

    /** Whether the client must show a certificate. */
    public ServerInfoBuilder tlsVerify(boolean value) {
        tlsVerify = value;
        return this;
    }

    /** Whether TLS may be started. */
    public ServerInfoBuilder tlsAvailable(boolean value) {
        tlsAvailable = value;
        return this;
    }

    /** Greatest payload in bytes. */
    public ServerInfoBuilder maxPayload(int value) {
        maxPayload = value;
        return this;
    }

    /** Whether JetStream is there. */
    public ServerInfoBuilder jetStream(boolean value) {
        jetStream = value;
        return this;
    }

    /** On routes: the URL at which this server can be dialled. */
    public ServerInfoBuilder ip(String value) {
        ip = value;
        return this;
    }

    /** The connection's number. */
    public ServerInfoBuilder clientId(long value) {
        clientId = value;
        return this;
    }

    /** The client's address as seen from here. */
    public ServerInfoBuilder clientIp(String value) {
        clientIp = value;
        return this;
    }

    /** What an nkey client must sign. */
    public ServerInfoBuilder nonce(String value) {
        nonce = value;
        return this;
    }

    /** The cluster's name. */
    public ServerInfoBuilder cluster(String value) {
        cluster = value;
        return this;
    }

    /** Whether that name was made up. */
    public ServerInfoBuilder clusterDynamic(boolean value) {
        clusterDynamic = value;
        return this;
    }

    /** The JetStream domain. */
    public ServerInfoBuilder domain(String value) {
        domain = value;
        return this;
    }

    /** Where else clients can connect. */
    public ServerInfoBuilder connectUrls(List<String> value) {
        connectUrls = value;
        return this;
    }

    /** The same over WebSocket. */
    public ServerInfoBuilder wsConnectUrls(List<String> value) {
        wsConnectUrls = value;
        return this;
    }

    /** Whether the server is about to stop. */
    public ServerInfoBuilder lameDuckMode(boolean value) {
        lameDuckMode = value;
        return this;
    }

    /** On routes and leafnodes: compression wanted or chosen. */
    public ServerInfoBuilder compression(String value) {
        compression = value;
        return this;
    }

    /** On routes: what the server asks for, or null. */
    public ServerInfoBuilder importPermission(SubjectPermission value) {
        importPermission = value;
        return this;
    }

    /** On routes: what the server gives, or null. */
    public ServerInfoBuilder exportPermission(SubjectPermission value) {
        exportPermission = value;
        return this;
    }

    /** On routes: whether LS+ with the origin cluster is understood. */
    public ServerInfoBuilder lnoc(boolean value) {
        lnoc = value;
        return this;
    }

    /** On routes: whether LS- with the origin cluster is understood. */
    public ServerInfoBuilder lnocu(boolean value) {
        lnocu = value;
        return this;
    }

    /** Whether an INFO answers CONNECT. */
    public ServerInfoBuilder infoOnConnect(boolean value) {
        infoOnConnect = value;
        return this;
    }

    /** Whether this is that INFO. */
    public ServerInfoBuilder connectInfo(boolean value) {
        connectInfo = value;
        return this;
    }

    /** On routes: connections in the pool; 0 for no pool. */
    public ServerInfoBuilder routePoolSize(int value) {
        routePoolSize = value;
        return this;
    }

    /** On routes: which of them this is. */
    public ServerInfoBuilder routePoolIdx(int value) {
        routePoolIdx = value;
        return this;
    }

    /** On routes: the account the route is dedicated to. */
    public ServerInfoBuilder routeAccount(String value) {
        routeAccount = value;
        return this;
    }

    /** On routes: names a request to dedicate a route. */
    public ServerInfoBuilder routeAccountRequestId(String value) {
        routeAccountRequestId = value;
        return this;
    }

    /** On routes: 0 default, 1 do not tell others, 2 tell them all the same. */
    public ServerInfoBuilder gossipMode(int value) {
        gossipMode = value;
        return this;
    }

    /** The gateway's name; not empty if this is about gateways. */
    public ServerInfoBuilder gateway(String value) {
        gateway = value;
        return this;
    }

    /** Where the server listens for gateways. */
    public ServerInfoBuilder gatewayUrl(String value) {
        gatewayUrl = value;
        return this;
    }

    /** Where leafnodes can connect. */
    public ServerInfoBuilder leafnodeUrls(List<String> value) {
        leafnodeUrls = value;
        return this;
    }

    /** On routes between Pleach servers: says that a lost route can be resumed. */
    public ServerInfoBuilder session(String value) {
        session = value;
        return this;
    }

    /** The finished object. */
    public ServerInfo build() {
        return new ServerInfo(serverId, serverName, version, proto, gitCommit, go, host, port, headers, authRequired,
                tlsRequired, tlsVerify, tlsAvailable, maxPayload, jetStream, ip, clientId, clientIp,
                nonce, cluster, clusterDynamic, domain, connectUrls, wsConnectUrls, lameDuckMode,
                compression, importPermission, exportPermission, lnoc, lnocu, infoOnConnect, connectInfo,
                routePoolSize, routePoolIdx, routeAccount, routeAccountRequestId, gossipMode, gateway,
                gatewayUrl, leafnodeUrls, session);
    }
}
