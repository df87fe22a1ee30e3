package org.pleach.protocol;

import io.netty.buffer.ByteBuf;

/**
 * CONNECT: what a client, or a dialling server, says of itself. Texts that were left out are empty; {@code echo},
 * {@code verbose} and {@code pedantic} that were left out are true. Never printed whole: it holds credentials.
 * (nats-server, server/client.go, server/route.go)
 *
 * @param echo whether the client wants its own messages back
 * @param verbose whether the client wants an +OK for everything
 * @param pedantic whether subjects shall be checked strictly
 * @param tlsRequired whether the client insists on TLS
 * @param nkey public nkey
 * @param jwt user JWT
 * @param signature the nonce, signed
 * @param token a token
 * @param user user name
 * @param password password
 * @param name the client's name; on routes the peer's server id
 * @param lang the client library's language; empty on routes
 * @param version the client library's version
 * @param protocol 1 if the client takes later INFOs, else 0
 * @param account an account asked for
 * @param newAccount whether it may be a new one
 * @param headers whether headers are understood
 * @param noResponders whether a request nobody listens to shall be answered with 503
 * @param cluster on routes: the cluster's name
 * @param clusterDynamic on routes: whether that name was made up
 * @param lnoc on routes: whether LS+ with the origin cluster is understood
 * @param lnocu on routes: whether LS- with the origin cluster is understood
 * @param gateway not empty if the peer is a gateway
 * @param session on routes between Pleach servers: what can or shall be resumed; others skip the field
 */
public record ConnectOptions(
        boolean echo,
        boolean verbose,
        boolean pedantic,
        boolean tlsRequired,
        String nkey,
        String jwt,
        String signature,
        String token,
        String user,
        String password,
        String name,
        String lang,
        String version,
        int protocol,
        String account,
        boolean newAccount,
        boolean headers,
        boolean noResponders,
        String cluster,
        boolean clusterDynamic,
        boolean lnoc,
        boolean lnocu,
        String gateway,
        String session) {

    /** As a client that left everything out: echo, verbose and pedantic. */
    public static ConnectOptionsBuilder builder() {
        return new ConnectOptionsBuilder().echo(true).verbose(true).pedantic(true);
    }

    /** One to change that starts with what is here. */
    public ConnectOptionsBuilder toBuilder() {
        return new ConnectOptionsBuilder(this);
    }

    /**
     * Reads the JSON of a CONNECT. Unknown fields are skipped.
     *
     * @throws ProtocolException with {@link ProtocolError#BAD_JSON}
     */
    public static ConnectOptions read(ByteBuf buf, int index, int length) {
        return builder().build().changedBy(buf, index, length);
    }

    /**
     * Reads the JSON of another CONNECT on the same connection: what it leaves out stays as it was, as in nats-server.
     *
     * @throws ProtocolException with {@link ProtocolError#BAD_JSON}
     */
    public ConnectOptions changedBy(ByteBuf buf, int index, int length) {
        return JsonFields.read(buf, index, length, "CONNECT", ConnectFields.BY_NAME, toBuilder()).build();
    }

    /** The line a dialling server sends, {@code CONNECT {...}} with CR LF, as UTF-8. */
    public byte[] toRouteLine() {
        return ConnectFields.routeLine(this);
    }

    /** The name and the library only. */
    @Override
    public String toString() {
        return "ConnectOptions[name=" + name + ", lang=" + lang + ", version=" + version + ']';
    }
}
