package org.pleach.config.schema;

import java.time.Duration;
import java.util.List;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Member;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;

/** A {@code permissions} block. Lists that allow become blocks with {@code allow}. */
final class PermissionKeys {

    private static final DurationType EXPIRES = new DurationType(Duration.ofDays(-36500), false);

    private PermissionKeys() { }

    static Section section() {
        return Section.builder()
                .key("publish", subjects(SubjectType.SUBJECT), "pub", "import")
                .key("subscribe", subjects(SubjectType.WITH_QUEUE), "sub", "export")
                .key("allow_responses", responses(), "publish_allow_responses")
                .build();
    }

    private static ValueType subjects(SubjectType type) {
        Section full = Section.builder().key("allow", ListType.of(type)).key("deny", ListType.of(type)).build();
        return new EitherType(value -> !(value instanceof Block), ListType.of(type), full, PermissionKeys::allowed);
    }

    private static Block allowed(Node subjects) {
        return new Block(List.of(new Member("allow", subjects.place(), subjects, false)), subjects.place());
    }

    private static ValueType responses() {
        Section full = Section.builder()
                .key("max", WholeType.LIMIT, "max_msgs", "max_messages", "max_responses")
                .key("expires", EXPIRES, "expiration", "ttl")
                .rule((block, reading) -> complete(block))
                .build();
        return new EitherType(value -> value instanceof Scalar, FlagType.FLAG, full,
                flag -> ((Scalar) flag).value().equals(true) ? complete(Block.empty(flag.place())) : null);
    }

    /** An empty block would get lost on the way to the bundles. */
    private static Block complete(Block block) {
        return block.has("max") ? block : FinalForm.with(block, "max", Scalar.of(1L, block.place()), block.place());
    }
}
