package org.pleach.broker.callout;

import javax.net.ssl.SSLSession;
import org.pleach.protocol.ConnectOptions;

/**
 * What there is to tell of a connection that wants to be let in.
 *
 * @param said      its CONNECT
 * @param id        {@code cid}
 * @param host      where it comes from
 * @param nonce     what it had to sign, or null
 * @param transport the name of the transport it came through
 * @param tls       what was agreed on in the handshake, or null
 */
public record Shown(ConnectOptions said, long id, String host, String nonce, String transport, SSLSession tls) {

    /** The name it gave itself, in nats-server's order; may be a secret. Empty if it showed nothing. */
    String user() {
        return !said.nkey().isEmpty() ? said.nkey() : !said.user().isEmpty() ? said.user() : said.token();
    }
}
