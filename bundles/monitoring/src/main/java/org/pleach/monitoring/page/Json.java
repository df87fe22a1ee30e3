package org.pleach.monitoring.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Collection;

/**
 * Writes JSON laid out as nats-server does: an indent of two blanks, times as in RFC 3339, durations as in Go. Methods
 * with {@code Unless} in their name leave the field out where nats-server does.
 */
public final class Json implements Closeable {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator out;

    /** Writes UTF-8. Closing it closes {@code stream}. */
    public Json(OutputStream stream) throws IOException {
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("").withObjectEmptySeparator("");
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        this.out = FACTORY.createGenerator(stream);
        out.setPrettyPrinter(new DefaultPrettyPrinter(separators).withObjectIndenter(indenter)
                .withArrayIndenter(indenter));
    }

    Json begin() throws IOException {
        out.writeStartObject();
        return this;
    }

    Json begin(String name) throws IOException {
        out.writeObjectFieldStart(name);
        return this;
    }

    Json end() throws IOException {
        out.writeEndObject();
        return this;
    }

    Json beginArray(String name) throws IOException {
        out.writeArrayFieldStart(name);
        return this;
    }

    Json endArray() throws IOException {
        out.writeEndArray();
        return this;
    }

    Json field(String name, String value) throws IOException {
        out.writeStringField(name, value);
        return this;
    }

    Json field(String name, long value) throws IOException {
        out.writeNumberField(name, value);
        return this;
    }

    Json field(String name, double value) throws IOException {
        // A whole number is written without a fraction, as Go does.
        if (value == Math.rint(value)) {
            out.writeNumberField(name, (long) value);
        } else {
            out.writeNumberField(name, value);
        }
        return this;
    }

    Json field(String name, boolean value) throws IOException {
        out.writeBooleanField(name, value);
        return this;
    }

    Json time(String name, long millis) throws IOException {
        return field(name, Instant.ofEpochMilli(millis).toString());
    }

    Json fieldUnlessEmpty(String name, String value) throws IOException {
        return value == null || value.isEmpty() ? this : field(name, value);
    }

    Json fieldUnlessZero(String name, long value) throws IOException {
        return value == 0 ? this : field(name, value);
    }

    Json fieldUnlessFalse(String name, boolean value) throws IOException {
        return value ? field(name, true) : this;
    }

    Json list(String name, Collection<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
        return this;
    }

    Json listUnlessEmpty(String name, Collection<String> values) throws IOException {
        return values.isEmpty() ? this : list(name, values);
    }

    /** An object of its own without fields. */
    Json empty(String name) throws IOException {
        return begin(name).end();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
