package org.pleach.config.schema;

import java.util.HashSet;
import java.util.Set;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;
import org.pleach.config.tree.Sequence;

/** The {@code authorization} blocks of clients and of the cluster. */
final class AuthorizationKeys {

    private AuthorizationKeys() { }

    static Section ofClients() {
        return Section.builder()
                .key("user", TextType.ANY, "username")
                .key("password", TextType.SECRET, "pass")
                .key("token", TextType.SECRET)
                .key("timeout", DurationType.SECONDS)
                .key("users", ListType.of(user()))
                .key("default_permissions", PermissionKeys.section(), "default_permission", "permissions")
                .key("authenticator_required", FlagType.FLAG)
                .key("auth_callout", callout(), "auth_hook")
                .guardsNotYet("proxy_required")
                .rule(AuthorizationKeys::check)
                .build();
    }

    private static Section callout() {
        return Section.builder()
                .key("issuer", OperatorKeys.ACCOUNT_NKEY)
                .key("account", TextType.NAME, "acc")
                .key("auth_users", ListType.of(TextType.ANY), "users")
                .key("allowed_accounts", ListType.of(TextType.NAME))
                .key("xkey", NotYetType.GUARD, "key")
                .rule((block, reading) -> {
                    if (!block.has("issuer") || !block.has("auth_users")) {
                        reading.refuse(block.place(), "auth_callout: expected an issuer and auth_users");
                    }
                    return block;
                })
                .build();
    }

    static Section ofCluster() {
        return Section.builder()
                .key("user", TextType.ANY, "username")
                .key("password", TextType.SECRET, "pass")
                .key("timeout", DurationType.SECONDS)
                .key("permissions", NotYetType.GUARD, "default_permissions", "default_permission")
                .build();
    }

    static Section user() {
        return Section.builder()
                .key("user", TextType.ANY, "username")
                .key("password", TextType.SECRET, "pass")
                .key("permissions", PermissionKeys.section(), "permission", "authorization")
                .key("allowed_connection_types", NotYetType.GUARD, "connection_types", "clients")
                .key("nkey", new NkeyType())
                .guardsNotYet("proxy_required")
                .rule(AuthorizationKeys::checkUser)
                .build();
    }

    private static Block checkUser(Block block, Reading reading) {
        if (!block.has("user") && !block.has("nkey")) {
            reading.refuse(block.place(), "expected a user or an nkey in each entry of users");
        }
        if (block.has("nkey") && (block.has("user") || block.has("password"))) {
            reading.refuse(block.member("nkey").place(), "expected an nkey or a user with a password, found both");
        }
        return block;
    }

    private static Block check(Block block, Reading reading) {
        boolean single = block.has("user") || block.has("password");
        if (single && block.has("token")) {
            reading.refuse(block.member("token").place(), "expected a user with a password or a token, found both");
        }
        if (block.has("users") && (single || block.has("token"))) {
            reading.refuse(block.member("users").place(),
                    "expected a list of users or a single user or token, found both");
        }
        if (block.has("default_permissions") && !block.has("users")) {
            reading.warn(block.member("default_permissions").place(),
                    "permissions hold for the users of a list of users, there is none");
        }
        if (block.value("users") instanceof Sequence users) {
            Set<Object> names = new HashSet<>();
            for (Node user : users.items()) {
                Node name = ((Block) user).value(((Block) user).has("user") ? "user" : "nkey");
                if (name instanceof Scalar scalar && !names.add(scalar.value())) {
                    reading.refuse(user.place(), "expected each user once, " + scalar.described() + " is there twice");
                }
            }
        }
        return block;
    }
}
