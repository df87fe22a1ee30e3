package org.pleach.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes the one JSON object of a CONNECT or INFO line; bounded in length, depth and number of list entries.
 */
final class JsonFields {

    private static final int MAX_LENGTH = 1 << 20;
    private static final int MAX_LIST = 4096;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_LENGTH)
                    .maxNestingDepth(8)
                    .maxNameLength(256)
                    .maxNumberLength(32)
                    .maxStringLength(MAX_LENGTH)
                    .build())
            .build();

    private JsonFields() { }

    /** Takes the value the parser stands at into the builder. */
    @FunctionalInterface
    interface FieldReader<B> {
        void read(JsonParser in, B to) throws IOException;
    }

    /** Writes fields. */
    @FunctionalInterface
    interface FieldsWriter {
        void write(JsonGenerator out) throws IOException;
    }

    static <B> B read(ByteBuf buf, int index, int length, String verb, Map<String, FieldReader<B>> fields, B to) {
        if (length > MAX_LENGTH) {
            throw bad(verb, "expected at most " + MAX_LENGTH + " bytes, got " + length);
        }
        byte[] json = new byte[length];
        buf.getBytes(index, json);
        try (JsonParser in = FACTORY.createParser(json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw bad(verb, "expected a JSON object");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                FieldReader<B> field = fields.get(in.currentName());
                JsonToken value = in.nextToken();
                if (field == null) {
                    in.skipChildren();
                } else if (value != JsonToken.VALUE_NULL) {
                    field.read(in, to);
                }
            }
            if (in.nextToken() != null) {
                throw bad(verb, "expected nothing behind the JSON object");
            }
            return to;
        } catch (IOException e) {
            throw bad(verb, "malformed JSON near byte " + offset(e));
        }
    }

    /** Jackson's own message quotes the input, which may hold a password. */
    private static String offset(IOException e) {
        return e instanceof com.fasterxml.jackson.core.JsonProcessingException j && j.getLocation() != null
                ? Long.toString(j.getLocation().getByteOffset()) : "?";
    }

    private static ProtocolException bad(String verb, String detail) {
        return new ProtocolException(ProtocolError.BAD_JSON, -1, verb + ": " + detail);
    }

    static String text(JsonParser in) throws IOException {
        expect(in, JsonToken.VALUE_STRING);
        return in.getText();
    }

    static boolean flag(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_TRUE) {
            expect(in, JsonToken.VALUE_FALSE);
        }
        return in.getBooleanValue();
    }

    static int integer(JsonParser in) throws IOException {
        expect(in, JsonToken.VALUE_NUMBER_INT);
        return in.getIntValue();
    }

    static long number(JsonParser in) throws IOException {
        expect(in, JsonToken.VALUE_NUMBER_INT);
        return in.getLongValue();
    }

    static List<String> texts(JsonParser in) throws IOException {
        expect(in, JsonToken.START_ARRAY);
        List<String> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (list.size() == MAX_LIST) {
                throw new JsonParseException(in, "expected at most " + MAX_LIST + " entries");
            }
            list.add(text(in));
        }
        return list;
    }

    static SubjectPermission permission(JsonParser in) throws IOException {
        expect(in, JsonToken.START_OBJECT);
        List<String> allow = List.of();
        List<String> deny = List.of();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            boolean known = name.equals("allow") || name.equals("deny");
            if (in.nextToken() == JsonToken.VALUE_NULL || !known) {
                in.skipChildren();
            } else if (name.equals("allow")) {
                allow = texts(in);
            } else {
                deny = texts(in);
            }
        }
        return new SubjectPermission(allow, deny);
    }

    private static void expect(JsonParser in, JsonToken token) throws IOException {
        if (in.currentToken() != token) {
            throw new JsonParseException(in, "expected " + token);
        }
    }

    static byte[] line(String verb, FieldsWriter fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        bytes.writeBytes(verb.getBytes(StandardCharsets.US_ASCII));
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        bytes.write('\r');
        bytes.write('\n');
        return bytes.toByteArray();
    }

    static void optional(JsonGenerator out, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            out.writeStringField(name, value);
        }
    }

    static void optional(JsonGenerator out, String name, boolean value) throws IOException {
        if (value) {
            out.writeBooleanField(name, true);
        }
    }

    static void optional(JsonGenerator out, String name, long value) throws IOException {
        if (value != 0) {
            out.writeNumberField(name, value);
        }
    }

    static void optional(JsonGenerator out, String name, List<String> value) throws IOException {
        if (!value.isEmpty()) {
            out.writeArrayFieldStart(name);
            writeAll(out, value);
            out.writeEndArray();
        }
    }

    static void optional(JsonGenerator out, String name, SubjectPermission value) throws IOException {
        if (value != null) {
            out.writeObjectFieldStart(name);
            optional(out, "allow", value.allow());
            optional(out, "deny", value.deny());
            out.writeEndObject();
        }
    }

    private static void writeAll(JsonGenerator out, List<String> values) throws IOException {
        for (String value : values) {
            out.writeString(value);
        }
    }
}
