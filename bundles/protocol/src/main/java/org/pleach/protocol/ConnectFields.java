package org.pleach.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import org.pleach.protocol.JsonFields.FieldReader;

/** The JSON fields of CONNECT. */
final class ConnectFields {

    static final Map<String, FieldReader<ConnectOptionsBuilder>> BY_NAME = Map.ofEntries(
            Map.entry("echo", (in, to) -> to.echo(JsonFields.flag(in))),
            Map.entry("verbose", (in, to) -> to.verbose(JsonFields.flag(in))),
            Map.entry("pedantic", (in, to) -> to.pedantic(JsonFields.flag(in))),
            Map.entry("tls_required", (in, to) -> to.tlsRequired(JsonFields.flag(in))),
            Map.entry("nkey", (in, to) -> to.nkey(JsonFields.text(in))),
            Map.entry("jwt", (in, to) -> to.jwt(JsonFields.text(in))),
            Map.entry("sig", (in, to) -> to.signature(JsonFields.text(in))),
            Map.entry("auth_token", (in, to) -> to.token(JsonFields.text(in))),
            Map.entry("user", (in, to) -> to.user(JsonFields.text(in))),
            Map.entry("pass", (in, to) -> to.password(JsonFields.text(in))),
            Map.entry("name", (in, to) -> to.name(JsonFields.text(in))),
            Map.entry("lang", (in, to) -> to.lang(JsonFields.text(in))),
            Map.entry("version", (in, to) -> to.version(JsonFields.text(in))),
            Map.entry("protocol", (in, to) -> to.protocol(JsonFields.integer(in))),
            Map.entry("account", (in, to) -> to.account(JsonFields.text(in))),
            Map.entry("new_account", (in, to) -> to.newAccount(JsonFields.flag(in))),
            Map.entry("headers", (in, to) -> to.headers(JsonFields.flag(in))),
            Map.entry("no_responders", (in, to) -> to.noResponders(JsonFields.flag(in))),
            Map.entry("cluster", (in, to) -> to.cluster(JsonFields.text(in))),
            Map.entry("cluster_dynamic", (in, to) -> to.clusterDynamic(JsonFields.flag(in))),
            Map.entry("lnoc", (in, to) -> to.lnoc(JsonFields.flag(in))),
            Map.entry("lnocu", (in, to) -> to.lnocu(JsonFields.flag(in))),
            Map.entry("gateway", (in, to) -> to.gateway(JsonFields.text(in))),
            Map.entry("pleach_session", (in, to) -> to.session(JsonFields.text(in))));

    private ConnectFields() { }

    static byte[] routeLine(ConnectOptions connect) {
        return JsonFields.line("CONNECT ", out -> write(connect, out));
    }

    private static void write(ConnectOptions connect, JsonGenerator out) throws IOException {
        out.writeBooleanField("echo", connect.echo());
        out.writeBooleanField("verbose", connect.verbose());
        out.writeBooleanField("pedantic", connect.pedantic());
        out.writeBooleanField("tls_required", connect.tlsRequired());
        JsonFields.optional(out, "user", connect.user());
        JsonFields.optional(out, "pass", connect.password());
        out.writeStringField("name", connect.name());
        out.writeBooleanField("headers", connect.headers());
        out.writeStringField("cluster", connect.cluster());
        JsonFields.optional(out, "cluster_dynamic", connect.clusterDynamic());
        JsonFields.optional(out, "lnoc", connect.lnoc());
        JsonFields.optional(out, "lnocu", connect.lnocu());
        JsonFields.optional(out, "pleach_session", connect.session());
    }
}
