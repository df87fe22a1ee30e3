package org.pleach.config.schema;

import java.util.List;
import java.util.Set;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Sequence;

/** The {@code accounts} block. */
final class AccountKeys {

    private static final String GLOBAL = "$G";

    private AccountKeys() { }

    static NamedType accounts() {
        return new NamedType(Section.builder()
                .key("users", ListType.of(AuthorizationKeys.user()))
                .key("default_permissions", PermissionKeys.section(), "default_permission", "permissions")
                .key("mappings", MappingsType.MAPPINGS, "maps")
                .key("limits", Section.builder()
                        .key("max_connections", WholeType.LIMIT, "max_conn")
                        .key("max_subscriptions", WholeType.LIMIT, "max_subs")
                        .key("max_payload", new SizeType(-1, 64 << 20), "max_pay")
                        .key("max_leafnodes", WholeType.LIMIT, "max_leafs")
                        .build())
                .key("exports", ListType.of(ImportKeys.export()))
                .key("imports", ListType.of(ImportKeys.imported()))
                .key("nkey", TextType.ANY)
                .notYet("jetstream", "trace_dest")
                .rule((block, reading) -> complete(block))
                .build(), Set.of(GLOBAL));
    }

    /** An account with nothing in it would get lost on the way to the bundles. */
    private static Block complete(Block block) {
        return block.has("users") ? block
                : FinalForm.with(block, "users", new Sequence(List.of(), block.place()), block.place());
    }
}
