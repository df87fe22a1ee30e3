package org.pleach.config.schema;

import org.pleach.config.tree.Block;

/** What accounts export and import. */
final class ImportKeys {

    private ImportKeys() { }

    static Section export() {
        return Section.builder()
                .key("stream", SubjectType.SUBJECT)
                .key("service", SubjectType.SUBJECT)
                .key("accounts", ListType.of(TextType.NAME))
                .key("response_type", ChoiceType.of("single", "singleton", "stream", "streamed", "chunk", "chunked"), "response")
                .key("threshold", DurationType.POSITIVE, "response_threshold", "response_max_time", "response_time")
                .key("account_token_position", NotYetType.GUARD)
                .notYet("latency", "allow_trace")
                .rule((block, reading) -> either(block, reading))
                .build();
    }

    static Section imported() {
        Section from = Section.builder()
                .key("account", TextType.NAME)
                .key("subject", SubjectType.SUBJECT)
                .rule((block, reading) -> needs(block, reading, "account", "subject"))
                .build();
        return Section.builder()
                .key("stream", from)
                .key("service", from)
                .key("prefix", SubjectType.SUBJECT)
                .key("to", SubjectType.SUBJECT)
                .notYet("share", "allow_trace")
                .rule((block, reading) -> either(block, reading))
                .build();
    }

    private static Block either(Block block, Reading reading) {
        if (block.has("stream") == block.has("service")) {
            reading.refuse(block.place(), "expected either a stream or a service in each entry, found "
                    + (block.has("stream") ? "both" : "neither"));
        }
        return block;
    }

    private static Block needs(Block block, Reading reading, String... keys) {
        for (String key : keys) {
            if (!block.has(key)) {
                reading.refuse(block.place(), "expected account and subject of what is imported, " + key + " is missing");
            }
        }
        return block;
    }
}
