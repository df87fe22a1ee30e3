package org.pleach.broker.claims;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one JSON object into maps and lists; bounded in length, depth and number of values. */
final class JsonObjects {

    private static final int MAX_VALUES = 100_000;
    private static final int MAX_DEPTH = 16;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(Token.MAX_LENGTH)
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(4096)
                    .maxNumberLength(32)
                    .maxStringLength(Token.MAX_LENGTH)
                    .build())
            .build();

    private int values;

    private JsonObjects() { }

    static Fields read(byte[] json, String what) throws ClaimsException {
        try (JsonParser in = FACTORY.createParser(json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new ClaimsException(what + ": expected a JSON object");
            }
            Fields fields = new Fields(what, new JsonObjects().object(in));
            if (in.nextToken() != null) {
                throw new ClaimsException(what + ": expected nothing behind the JSON object");
            }
            return fields;
        } catch (IOException e) {
            // Jackson's message quotes the input.
            throw new ClaimsException(what + ": malformed JSON", e);
        }
    }

    private Map<String, Object> object(JsonParser in) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            fields.put(name, value(in));
        }
        return fields;
    }

    private List<Object> list(JsonParser in) throws IOException {
        List<Object> items = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(in));
        }
        return items;
    }

    private Object value(JsonParser in) throws IOException {
        if (++values > MAX_VALUES) {
            throw new IOException("expected at most " + MAX_VALUES + " values");
        }
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> list(in);
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT -> in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? (Object) in.getDoubleValue() : (Object) in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IOException("expected a value or the end of the object");
        };
    }
}
