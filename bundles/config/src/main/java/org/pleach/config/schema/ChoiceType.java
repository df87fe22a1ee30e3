package org.pleach.config.schema;

import java.util.List;
import java.util.Locale;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;

/**
 * One of a few words, in any case.
 *
 * @param words in lower case
 */
record ChoiceType(List<String> words) implements ValueType {

    ChoiceType {
        words = List.copyOf(words);
    }

    static ChoiceType of(String... words) {
        return new ChoiceType(List.of(words));
    }

    @Override
    public Node read(Node value, String key, Reading reading) {
        if (value instanceof Scalar scalar && scalar.value() instanceof String text) {
            String word = text.toLowerCase(Locale.ROOT);
            if (words.contains(word)) {
                return new Scalar(word, text, scalar.place());
            }
        }
        return reading.refuse(value, key, expected());
    }

    @Override
    public String expected() {
        return words.size() == 1 ? '"' + words.get(0) + '"' : "one of " + String.join(", ", words);
    }
}
