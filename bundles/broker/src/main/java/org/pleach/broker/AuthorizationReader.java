package org.pleach.broker;

import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pleach.auth.Permissions;
import org.pleach.auth.PublicNkey;
import org.pleach.broker.BrokerOptions.Authorization;
import org.pleach.broker.BrokerOptions.User;

/** Reads who may connect. */
final class AuthorizationReader {

    private static final String BLOCK = "authorization.";

    private final Settings settings;
    private final Map<String, User> users = new LinkedHashMap<>();

    AuthorizationReader(Settings settings) {
        this.settings = settings;
    }

    Authorization read() {
        Permissions byDefault = PermissionsReader.read(settings, BLOCK + "default_permissions");
        String single = settings.text(BLOCK + "user");
        if (single != null) {
            add(BLOCK + "user", new User(single, present(settings.text(BLOCK + "password")), null,
                    Account.GLOBAL, null));
        }
        for (Settings one : settings.blocks(BLOCK + "users")) {
            add(BLOCK + "users", user(BLOCK + "users", one, Account.GLOBAL, byDefault));
        }
        boolean open = users.isEmpty() && !settings.has(BLOCK + "token");
        readAccounts();
        String noAuthUser = settings.text("no_auth_user");
        if (noAuthUser == null && open && onlySystemUsers()) {
            noAuthUser = User.ANYBODY;
            users.put(noAuthUser, new User(noAuthUser, "", null, Account.GLOBAL, null));
        }
        if (noAuthUser != null && !users.containsKey(noAuthUser)) {
            throw settings.bad("no_auth_user", "the name of a user that is configured", noAuthUser);
        }
        return new Authorization(users, settings.text(BLOCK + "token"),
                settings.duration(BLOCK + "timeout", Duration.ofMillis(1)), noAuthUser,
                settings.has(BLOCK + "authenticator_required") && settings.flag(BLOCK + "authenticator_required"),
                callout());
    }

    private CalloutOptions callout() {
        Settings block = settings.block(BLOCK + "auth_callout");
        if (block == null) {
            return null;
        }
        List<String> ofService = block.texts("auth_users");
        if (!block.has("issuer") || ofService == null || ofService.isEmpty()) {
            throw settings.bad(BLOCK + "auth_callout", "an issuer and auth_users", "one without");
        }
        try {
            PublicNkey.ofAccount(block.text("issuer"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.BadValue(block.origin("issuer"), "issuer", e.getMessage(), e);
        }
        String account = block.has("account") ? block.text("account") : Account.GLOBAL;
        Settings accounts = settings.block("accounts");
        if (!account.equals(Account.GLOBAL) && (accounts == null || !accounts.names().contains(account))) {
            throw block.bad("account", "the name of an account that is configured", account);
        }
        List<String> allowed = block.texts("allowed_accounts");
        return new CalloutOptions(block.text("issuer"), account, Set.copyOf(ofService),
                allowed == null ? Set.of() : Set.copyOf(allowed));
    }

    private void readAccounts() {
        Settings accounts = settings.block("accounts");
        for (String name : accounts == null ? Set.<String>of() : accounts.names()) {
            Settings account = accounts.named(name);
            Permissions byDefault = PermissionsReader.read(account, "default_permissions");
            for (Settings one : account.blocks("users")) {
                add("accounts", user("accounts", one, name, byDefault));
            }
        }
    }

    /** As nats-server: then the others are let in as before. */
    private boolean onlySystemUsers() {
        String system = settings.has("system_account") ? settings.text("system_account") : Account.SYSTEM;
        Settings accounts = settings.block("accounts");
        return accounts != null && accounts.names().equals(Set.of(system)) && !users.isEmpty();
    }

    private User user(String key, Settings one, String account, Permissions byDefault) {
        String name = one.text("user");
        PublicNkey nkey = nkey(one);
        if (name == null && nkey == null) {
            throw settings.bad(key, "a user or an nkey in each entry", "one without");
        }
        if (nkey != null && (name != null || one.has("password"))) {
            throw settings.bad(key, "an nkey or a user with a password in each entry", "one with both");
        }
        Permissions own = PermissionsReader.read(one, "permissions");
        return new User(nkey == null ? name : nkey.toString(), present(one.text("password")), nkey, account,
                own != null ? own : byDefault);
    }

    private static PublicNkey nkey(Settings one) {
        String text = one.text("nkey");
        if (text == null) {
            return null;
        }
        try {
            return PublicNkey.ofUser(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException.BadValue(one.origin("nkey"), "nkey", e.getMessage(), e);
        }
    }

    private void add(String key, User user) {
        if (users.put(user.name(), user) != null) {
            throw settings.bad(key, "each user once", user.name() + " twice");
        }
    }

    private static String present(String password) {
        return password == null ? "" : password;
    }
}
