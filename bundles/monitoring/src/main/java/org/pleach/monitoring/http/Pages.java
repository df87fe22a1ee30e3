package org.pleach.monitoring.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.pleach.counters.Counters;
import org.pleach.monitoring.MonitoringCounter;
import org.pleach.monitoring.page.BadQueryException;
import org.pleach.monitoring.page.Json;
import org.pleach.monitoring.page.Page;
import org.pleach.monitoring.page.Query;
import org.pleach.monitoring.page.RequestCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the page for an address and makes the answer. Called from one thread at a time that is no event loop. */
public final class Pages {

    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
    private static final int MOST_PARAMETERS = 32;

    private final String basePath;
    private final Map<String, Page> pages;
    private final String root;
    private final Supplier<String> metrics;
    private final RequestCounts requests;
    private final Counters<MonitoringCounter> counters;

    /**
     * Shows pages.
     *
     * @param basePath what stands before their names: empty or {@code /something}
     * @param pages    by name, {@code /varz}
     * @param root     HTML shown at {@code /}
     * @param metrics  text shown at {@code /metrics}
     */
    public Pages(String basePath, Map<String, Page> pages, String root, Supplier<String> metrics, RequestCounts requests,
            Counters<MonitoringCounter> counters) {
        this.basePath = basePath;
        this.pages = pages;
        this.root = root;
        this.metrics = metrics;
        this.requests = requests;
        this.counters = counters;
    }

    FullHttpResponse answer(String uri, ByteBufAllocator allocator) {
        counters.increment(MonitoringCounter.REQUESTS);
        try {
            QueryStringDecoder address = new QueryStringDecoder(uri, StandardCharsets.UTF_8, true,
                    MOST_PARAMETERS);
            String name = name(address.path());
            Page page = pages.get(name);
            requests.count(name);
            if (page != null) {
                return answer(page, new Query(address.parameters()), allocator);
            }
            if (name.equals("/metrics")) {
                return Responses.metrics(allocator, metrics.get());
            }
            if (name.equals("/")) {
                return Responses.html(allocator, root);
            }
            return refuse(allocator, HttpResponseStatus.NOT_FOUND, "404 page not found\n");
        } catch (IllegalArgumentException e) {
            return refuse(allocator, HttpResponseStatus.BAD_REQUEST, "malformed address\n");
        }
    }

    private String name(String path) {
        if (!path.startsWith(basePath)) {
            return "";
        }
        String name = path.substring(basePath.length());
        return name.isEmpty() ? "/" : name;
    }

    private FullHttpResponse answer(Page page, Query query, ByteBufAllocator allocator) {
        ByteBuf body = allocator.buffer();
        boolean given = false;
        try {
            int status;
            try (Json json = new Json(new ByteBufOutputStream(body))) {
                status = page.write(query, json);
            }
            given = true;
            return Responses.json(status, body);
        } catch (BadQueryException e) {
            return refuse(allocator, HttpResponseStatus.BAD_REQUEST, e.getMessage());
        } catch (IOException | RuntimeException e) {
            // A page asks services that may go while they are asked.
            counters.increment(MonitoringCounter.INTERNAL_ERRORS);
            LOG.error("Error making the response to a monitoring request", e);
            return Responses.text(allocator, HttpResponseStatus.INTERNAL_SERVER_ERROR, "internal error\n");
        } finally {
            if (!given) {
                body.release();
            }
        }
    }

    FullHttpResponse refuse(ByteBufAllocator allocator, HttpResponseStatus status, String text) {
        counters.increment(MonitoringCounter.REQUESTS_REFUSED);
        return Responses.text(allocator, status, text);
    }
}
