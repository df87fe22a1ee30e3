package org.pleach.protocol;


/**
 * Makes {@link ConnectOptions} objects; a field that is not set is empty, 0 or false. Not safe for use by several
 * threads.
 */
public final class ConnectOptionsBuilder {

    private boolean echo;
    private boolean verbose;
    private boolean pedantic;
    private boolean tlsRequired;
    private String nkey = "";
    private String jwt = "";
    private String signature = "";
    private String token = "";
    private String user = "";
    private String password = "";
    private String name = "";
    private String lang = "";
    private String version = "";
    private int protocol;
    private String account = "";
    private boolean newAccount;
    private boolean headers;
    private boolean noResponders;
    private String cluster = "";
    private boolean clusterDynamic;
    private boolean lnoc;
    private boolean lnocu;
    private String gateway = "";
    private String session = "";

    ConnectOptionsBuilder() { }

    ConnectOptionsBuilder(ConnectOptions from) {
        echo = from.echo();
        verbose = from.verbose();
        pedantic = from.pedantic();
        tlsRequired = from.tlsRequired();
        nkey = from.nkey();
        jwt = from.jwt();
        signature = from.signature();
        token = from.token();
        user = from.user();
        password = from.password();
        name = from.name();
        lang = from.lang();
        version = from.version();
        protocol = from.protocol();
        account = from.account();
        newAccount = from.newAccount();
        headers = from.headers();
        noResponders = from.noResponders();
        cluster = from.cluster();
        clusterDynamic = from.clusterDynamic();
        lnoc = from.lnoc();
        lnocu = from.lnocu();
        gateway = from.gateway();
        session = from.session();
    }

    /** Whether the client wants its own messages back. */
    public ConnectOptionsBuilder echo(boolean value) {
        echo = value;
        return this;
    }

    /** Whether the client wants an +OK for everything. */
    public ConnectOptionsBuilder verbose(boolean value) {
        verbose = value;
        return this;
    }

    /** Whether subjects shall be checked strictly. */
    public ConnectOptionsBuilder pedantic(boolean value) {
        pedantic = value;
        return this;
    }

    /** Whether the client insists on TLS. */
    public ConnectOptionsBuilder tlsRequired(boolean value) {
        tlsRequired = value;
        return this;
    }

    /** Public nkey. */
    public ConnectOptionsBuilder nkey(String value) {
        nkey = value;
        return this;
    }

    /** User JWT. */
    public ConnectOptionsBuilder jwt(String value) {
        jwt = value;
        return this;
    }

    /** The nonce, signed. */
    public ConnectOptionsBuilder signature(String value) {
        signature = value;
        return this;
    }

    /** A token. */
    public ConnectOptionsBuilder token(String value) {
        token = value;
        return this;
    }

    /** User name. */
    public ConnectOptionsBuilder user(String value) {
        user = value;
        return this;
    }

    /** Password. */
    public ConnectOptionsBuilder password(String value) {
        password = value;
        return this;
    }

    /** The client's name; on routes the peer's server id. */
    public ConnectOptionsBuilder name(String value) {
        name = value;
        return this;
    }

    /** The client library's language; empty on routes. */
    public ConnectOptionsBuilder lang(String value) {
        lang = value;
        return this;
    }

    /** The client library's version. */
    public ConnectOptionsBuilder version(String value) {
        version = value;
        return this;
    }

    /** 1 if the client takes later INFOs, else 0. */
    public ConnectOptionsBuilder protocol(int value) {
        protocol = value;
        return this;
    }

    /** An account asked for. */
    public ConnectOptionsBuilder account(String value) {
        account = value;
        return this;
    }

    /** Whether it may be a new one. */
    public ConnectOptionsBuilder newAccount(boolean value) {
        newAccount = value;
        return this;
    }

    /** Whether headers are understood. */
    public ConnectOptionsBuilder headers(boolean value) {
        headers = value;
        return this;
    }

    /** Whether a request nobody listens to shall be answered with 503. */
    public ConnectOptionsBuilder noResponders(boolean value) {
        noResponders = value;
        return this;
    }

    /** On routes: the cluster's name. */
    public ConnectOptionsBuilder cluster(String value) {
        cluster = value;
        return this;
    }

    /** On routes: whether that name was made up. */
    public ConnectOptionsBuilder clusterDynamic(boolean value) {
        clusterDynamic = value;
        return this;
    }

    /** On routes: whether LS+ with the origin cluster is understood. */
    public ConnectOptionsBuilder lnoc(boolean value) {
        lnoc = value;
        return this;
    }

    /** On routes: whether LS- with the origin cluster is understood. */
    public ConnectOptionsBuilder lnocu(boolean value) {
        lnocu = value;
        return this;
    }

    /** Not empty if the peer is a gateway. */
    public ConnectOptionsBuilder gateway(String value) {
        gateway = value;
        return this;
    }

    /** On routes between Pleach servers: what can or shall be resumed. */
    public ConnectOptionsBuilder session(String value) {
        session = value;
        return this;
    }

    /** The finished object. */
    public ConnectOptions build() {
        return new ConnectOptions(echo, verbose, pedantic, tlsRequired, nkey, jwt, signature, token, user, password,
                name,                 lang, version, protocol, account, newAccount, headers, noResponders, cluster,
                clusterDynamic, lnoc, lnocu, gateway, session);
    }
}
