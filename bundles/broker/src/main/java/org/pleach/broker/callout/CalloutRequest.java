package org.pleach.broker.callout;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.ServerIdentity;
import org.pleach.protocol.ConnectOptions;

/**
 * The claims of a request to a callout service, as nats-server makes them.
 *
 * @param subject whom it is about: the issuer that is expected, or the account
 * @param user    the nkey that is expected in the answer
 * @param now     seconds since 1970
 * @param until   when the answer comes too late, in seconds since 1970
 */
record CalloutRequest(ServerIdentity identity, BrokerOptions options, String subject, String user, Shown shown, long now,
                      long until) {

    private static final JsonFactory FACTORY = new JsonFactory();

    byte[] toJson() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("aud", "nats-authorization-request");
            out.writeNumberField("exp", until);
            out.writeStringField("jti", user);
            out.writeNumberField("iat", now);
            out.writeStringField("iss", identity.id());
            out.writeStringField("sub", subject);
            out.writeObjectFieldStart("nats");
            server(out);
            out.writeStringField("user_nkey", user);
            client(out);
            connect(shown.said(), out);
            if (shown.tls() != null) {
                tls(shown.tls(), out);
            }
            out.writeStringField("type", "authorization_request");
            out.writeNumberField("version", 2);
            out.writeEndObject();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void server(JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("server_id");
        out.writeStringField("name", identity.name());
        out.writeStringField("host", options.listen().host());
        out.writeStringField("id", identity.id());
        out.writeStringField("version", identity.version());
        optional("cluster", options.clusterName(), out);
        out.writeEndObject();
    }

    private void client(JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("client_info");
        out.writeStringField("host", shown.host());
        out.writeNumberField("id", shown.id());
        optional("user", shown.user(), out);
        optional("name", shown.said().name(), out);
        out.writeStringField("kind", "Client");
        out.writeStringField("type", "websocket".equals(shown.transport()) ? "websocket" : "nats");
        if (!shown.said().signature().isEmpty()) {
            optional("nonce", shown.nonce(), out);
        }
        out.writeEndObject();
    }

    private static void connect(ConnectOptions said, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("connect_opts");
        optional("jwt", said.jwt(), out);
        optional("nkey", said.nkey(), out);
        optional("sig", said.signature(), out);
        optional("auth_token", said.token(), out);
        optional("user", said.user(), out);
        optional("pass", said.password(), out);
        optional("name", said.name(), out);
        optional("lang", said.lang(), out);
        optional("version", said.version(), out);
        out.writeNumberField("protocol", said.protocol());
        out.writeEndObject();
    }

    private static void tls(SSLSession session, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("client_tls");
        out.writeStringField("version", session.getProtocol().replaceFirst("^TLSv", ""));
        out.writeStringField("cipher", session.getCipherSuite());
        try {
            Certificate[] chain = session.getPeerCertificates();
            out.writeArrayFieldStart("certs");
            for (Certificate each : chain) {
                out.writeString("-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(each.getEncoded()) + "\n-----END CERTIFICATE-----\n");
            }
            out.writeEndArray();
        } catch (SSLPeerUnverifiedException e) {
            // It showed none.
        } catch (CertificateEncodingException e) {
            throw new IOException(e);
        }
        out.writeEndObject();
    }

    private static void optional(String name, String value, JsonGenerator out) throws IOException {
        if (value != null && !value.isEmpty()) {
            out.writeStringField(name, value);
        }
    }
}
