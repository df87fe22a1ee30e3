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

    private Json(JsonGenerator out) {
        this.out = out;
    }

    /** Writes UTF-8 without any blanks, as nats-server lays out messages. Closing it closes {@code stream}. */
    public static Json compact(OutputStream stream) throws IOException {
        return new Json(FACTORY.createGenerator(stream));
    }

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

    /** Begins an object. */
    public Json begin() throws IOException {
        out.writeStartObject();
        return this;
    }

    /** The name of what a page will write next. */
    public Json name(String name) throws IOException {
        out.writeFieldName(name);
        return this;
    }

    /** A field that is there and says nothing. */
    public Json nothing(String name) throws IOException {
        out.writeNullField(name);
        return this;
    }

    /** Begins an object in a field. */
    public Json begin(String name) throws IOException {
        out.writeObjectFieldStart(name);
        return this;
    }

    /** Ends an object. */
    public Json end() throws IOException {
        out.writeEndObject();
        return this;
    }

    /** Begins an array in a field. */
    public Json beginArray(String name) throws IOException {
        out.writeArrayFieldStart(name);
        return this;
    }

    /** Ends an array. */
    public Json endArray() throws IOException {
        out.writeEndArray();
        return this;
    }

    /** A text. */
    public Json field(String name, String value) throws IOException {
        out.writeStringField(name, value);
        return this;
    }

    /** A number. */
    public Json field(String name, long value) throws IOException {
        out.writeNumberField(name, value);
        return this;
    }

    /** A number. */
    public Json field(String name, double value) throws IOException {
        // A whole number is written without a fraction, as Go does.
        if (value == Math.rint(value)) {
            out.writeNumberField(name, (long) value);
        } else {
            out.writeNumberField(name, value);
        }
        return this;
    }

    /** A flag. */
    public Json field(String name, boolean value) throws IOException {
        out.writeBooleanField(name, value);
        return this;
    }

    /** Milliseconds since 1970 (UTC) as a time. */
    public Json time(String name, long millis) throws IOException {
        return field(name, Instant.ofEpochMilli(millis).toString());
    }

    /** A text, unless it is null or empty. */
    public Json fieldUnlessEmpty(String name, String value) throws IOException {
        return value == null || value.isEmpty() ? this : field(name, value);
    }

    /** A number, unless it is 0. */
    public Json fieldUnlessZero(String name, long value) throws IOException {
        return value == 0 ? this : field(name, value);
    }

    /** A flag, if it is set. */
    public Json fieldUnlessFalse(String name, boolean value) throws IOException {
        return value ? field(name, true) : this;
    }

    /** An array of texts. */
    public Json list(String name, Collection<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
        return this;
    }

    /** An array of texts, unless there is none. */
    public Json listUnlessEmpty(String name, Collection<String> values) throws IOException {
        return values.isEmpty() ? this : list(name, values);
    }

    /** An object of its own without fields. */
    public Json empty(String name) throws IOException {
        return begin(name).end();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
