package org.pleach.broker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pleach.auth.Permissions;
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
            add(BLOCK + "user", new User(single, present(settings.text(BLOCK + "password")), Account.GLOBAL, null));
        }
        for (Settings one : settings.blocks(BLOCK + "users")) {
            add(BLOCK + "users", user(BLOCK + "users", one, Account.GLOBAL, byDefault));
        }
        String noAuthUser = settings.text("no_auth_user");
        if (noAuthUser != null && !users.containsKey(noAuthUser)) {
            throw settings.bad("no_auth_user", "the name of a user that is configured", noAuthUser);
        }
        return new Authorization(users, settings.text(BLOCK + "token"),
                settings.duration(BLOCK + "timeout", Duration.ofMillis(1)), noAuthUser,
                settings.has(BLOCK + "authenticator_required") && settings.flag(BLOCK + "authenticator_required"));
    }

    private User user(String key, Settings one, String account, Permissions byDefault) {
        String name = one.text("user");
        if (name == null) {
            throw settings.bad(key, "a user in each entry", "one without");
        }
        Permissions own = PermissionsReader.read(one, "permissions");
        return new User(name, present(one.text("password")), account, own != null ? own : byDefault);
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
