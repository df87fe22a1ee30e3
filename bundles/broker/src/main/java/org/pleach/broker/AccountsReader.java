package org.pleach.broker;

import com.typesafe.config.ConfigException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pleach.broker.AccountOptions.Destination;
import org.pleach.broker.AccountOptions.Limits;
import org.pleach.broker.AccountOptions.Mapping;
import org.pleach.routing.SubjectTransform;

/** Reads the accounts, all but their users. */
final class AccountsReader {

    private final Settings settings;

    AccountsReader(Settings settings) {
        this.settings = settings;
    }

    /** By name; the global account is there, and the system account. */
    Map<String, AccountOptions> read() {
        Map<String, AccountOptions> accounts = new LinkedHashMap<>();
        Settings all = settings.block("accounts");
        for (String name : all == null ? List.<String>of() : all.names()) {
            accounts.put(name, account(name, all.named(name)));
        }
        accounts.put(Account.GLOBAL, new AccountOptions(Account.GLOBAL, mappings(settings), Limits.NONE, List.of(),
                List.of()));
        String system = settings.text("system_account");
        boolean ofOperator = settings.has("operator") || settings.has("trusted_keys");
        if (system != null && !ofOperator && !system.equals(Account.SYSTEM) && !accounts.containsKey(system)) {
            throw settings.bad("system_account", "the name of an account that is configured", system);
        }
        accounts.putIfAbsent(Account.SYSTEM, AccountOptions.nothing(Account.SYSTEM));
        String wrong = ImportCheck.of(accounts);
        if (wrong != null) {
            throw new ConfigException.BadValue(settings.origin("accounts"), "accounts", wrong);
        }
        return accounts;
    }

    private static AccountOptions account(String name, Settings one) {
        return new AccountOptions(name, mappings(one), new Limits(limit(one, "max_connections"),
                limit(one, "max_subscriptions"), limit(one, "max_payload"), limit(one, "max_leafnodes")),
                ExportsReader.exports(one), ExportsReader.imports(one));
    }

    private static int limit(Settings one, String key) {
        return one.has("limits." + key) ? one.whole("limits." + key, Integer.MIN_VALUE, Integer.MAX_VALUE) : -1;
    }

    private static List<Mapping> mappings(Settings one) {
        List<Mapping> mappings = new ArrayList<>();
        for (Settings block : one.blocks("mappings")) {
            List<Destination> to = block.blocks("to").stream().map(each -> new Destination(each.text("destination"),
                    each.has("weight") ? each.whole("weight", 0, 100) : 100, each.text("cluster"))).toList();
            String source = block.text("source");
            for (Destination destination : to) {
                try {
                    SubjectTransform.of(source, destination.subject());
                } catch (IllegalArgumentException e) {
                    throw new ConfigException.BadValue(one.origin("mappings"), "mappings", e.getMessage(), e);
                }
            }
            mappings.add(new Mapping(source, to));
        }
        return mappings;
    }
}
