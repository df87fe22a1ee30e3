package org.pleach.config.schema;

import org.pleach.config.tree.Node;

/** What the value of a key must be, and what becomes of it. Immutable. */
sealed interface ValueType
        permits TextType, PathModeType, FlagType, WholeType, SizeType, DurationType, ChoiceType, EndpointType, FileType,
        ListType, EitherType, NotYetType, RuleType, JsonType, SubjectType, NamedType, MappingsType, NkeyType, NamedTextType, Section {

    /**
     * Checks a value.
     *
     * @param value   as written
     * @param key     with the sections it is in, for messages
     * @param reading takes what is wrong
     * @return the value in the form in which bundles get it; null if it is refused or to be left out
     */
    Node read(Node value, String key, Reading reading);

    /** What is expected, in the words of an error message. */
    String expected();
}
