package org.pleach.monitoring.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.pleach.counters.Counters;
import org.pleach.monitoring.Sources;
import org.pleach.monitoring.page.BadQueryException;
import org.pleach.monitoring.page.Json;

/**
 * Makes answers to requests: {@code {"server": {...}, "data": {...}}}, or {@code error} with a code and a description. One
 * thread at a time that is no event loop.
 */
final class Answers {

    /** Longest request that is read. */
    static final int MAX_REQUEST = 64 * 1024;

    private static final int BAD_REQUEST = 400;
    private static final int FAILED = 500;

    private final Sources sources;
    private final Topics topics;
    private final ServerBlock server;
    private final Counters<SystemCounter> counters;

    Answers(Sources sources, Topics topics, ServerBlock server, Counters<SystemCounter> counters) {
        this.sources = sources;
        this.topics = topics;
        this.server = server;
        this.counters = counters;
    }

    /** The answer, or null if another server is meant. */
    byte[] answer(String subject, byte[] request) throws IOException {
        RequestOptions options;
        try {
            if (request.length >= MAX_REQUEST) {
                throw new IOException("expected less than " + MAX_REQUEST + " bytes, got more");
            }
            options = RequestOptions.parse(request);
        } catch (IOException e) {
            return refusal(BAD_REQUEST, e.getMessage(), false);
        }
        if (!options.means(sources.broker().identity().name(), sources.broker().options().listen().host(),
                server.cluster())) {
            return null;
        }
        counters.increment(SystemCounter.REQUESTS);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Json out = Json.compact(bytes)) {
            if (Topics.isIdentity(subject)) {
                server.identity(out.begin()).end();
            } else {
                Topic topic = topics.of(subject);
                server.write(out.begin());
                topic.page().write(options.query(topic.options()), out.name(topic.field()));
                out.end();
            }
        } catch (BadQueryException e) {
            return refusal(FAILED, e.getMessage(), true);
        }
        return bytes.toByteArray();
    }

    private byte[] refusal(int code, String description, boolean read) throws IOException {
        counters.increment(SystemCounter.REQUESTS_REFUSED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Json out = Json.compact(bytes)) {
            server.write(out.begin());
            if (read) {
                out.nothing("data");
            }
            out.begin("error").field("code", code).field("description", description).end().end();
        }
        return bytes.toByteArray();
    }
}
