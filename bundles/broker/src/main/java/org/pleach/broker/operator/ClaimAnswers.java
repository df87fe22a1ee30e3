package org.pleach.broker.operator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.ServerIdentity;
import org.pleach.broker.delivery.AccountMessages;
import org.pleach.transport.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers to requests about claims, in nats-server's form and words. Any thread. */
final class ClaimAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimAnswers.class);
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int GOOD = 200;
    private static final int FAILED = 500;

    private interface Body {
        void write(JsonGenerator out) throws IOException;
    }

    private final AccountMessages messages;
    private final ServerIdentity identity;
    private final Supplier<BrokerOptions> options;
    private final Network network;
    private final AtomicLong sequence = new AtomicLong();

    ClaimAnswers(AccountMessages messages, ServerIdentity identity, Supplier<BrokerOptions> options, Network network) {
        this.messages = messages;
        this.identity = identity;
        this.options = options;
        this.network = network;
    }

    /** @param account may be empty */
    void done(String reply, String account, String message) {
        LOG.debug("{}{}{}", message, account.isEmpty() ? "" : " - ", account);
        send(reply, out -> {
            out.writeObjectFieldStart("data");
            account(account, out);
            out.writeNumberField("code", GOOD);
            out.writeStringField("message", message);
            out.writeEndObject();
        });
    }

    /** @param account may be empty */
    void failed(String reply, String account, String message, String reason) {
        LOG.error("{} - {}{}{}", message, account, account.isEmpty() ? "" : " - ", reason);
        send(reply, out -> {
            out.writeObjectFieldStart("error");
            account(account, out);
            out.writeNumberField("code", FAILED);
            out.writeStringField("description", message + " - " + reason);
            out.writeEndObject();
        });
    }

    void list(String reply, List<String> accounts) {
        send(reply, out -> {
            out.writeArrayFieldStart("data");
            for (String each : accounts) {
                out.writeString(each);
            }
            out.writeEndArray();
        });
    }

    private static void account(String account, JsonGenerator out) throws IOException {
        if (!account.isEmpty()) {
            out.writeStringField("account", account);
        }
    }

    private void send(String reply, Body body) {
        if (reply == null) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeObjectFieldStart("server");
            out.writeStringField("name", identity.name());
            out.writeStringField("host", options.get().listen().host());
            out.writeStringField("id", identity.id());
            if (options.get().clusterName() != null) {
                out.writeStringField("cluster", options.get().clusterName());
            }
            out.writeStringField("ver", identity.version());
            out.writeBooleanField("jetstream", false);
            out.writeNumberField("flags", 0);
            out.writeNumberField("seq", sequence.incrementAndGet());
            out.writeStringField("time", Instant.ofEpochMilli(network.currentTimeMillis()).toString());
            out.writeEndObject();
            body.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        messages.send(reply, null, bytes.toByteArray());
    }
}
