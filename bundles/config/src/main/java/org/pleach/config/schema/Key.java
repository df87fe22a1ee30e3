package org.pleach.config.schema;

import java.util.List;

/**
 * A key that is known in a section.
 *
 * @param name     the one under which bundles get it, lower case
 * @param synonyms other names it may have in a file
 * @param type     what its value must be
 */
record Key(String name, List<String> synonyms, ValueType type) {

    Key {
        synonyms = List.copyOf(synonyms);
    }

    /** Whether nats-server has it and Pleach has not. */
    boolean isNotYet() {
        return type instanceof NotYetType;
    }
}
