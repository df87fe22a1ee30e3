package org.pleach.broker.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pleach.broker.AccountOptions;
import org.pleach.broker.AccountOptions.Export;
import org.pleach.broker.AccountOptions.Import;
import org.pleach.broker.AccountOptions.Limits;
import org.pleach.broker.ImportCheck;
import org.pleach.broker.claims.AccountClaims;
import org.pleach.broker.claims.AccountLimits;
import org.pleach.broker.claims.ImportClaim;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes of an account's claims what is configured of accounts otherwise. Imports that are not allowed are left out. */
final class AccountBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(AccountBuilder.class);
    /** Of an account that is deleted: nobody may connect, nothing is shared. */
    private static final Limits NOTHING = new Limits(0, 0, 0, 0);

    private final Map<String, AccountClaims> known;
    private final Map<String, AccountOptions> built;

    /**
     * @param known all accounts there are
     * @param built what was made of them before; {@link #build} changes it
     */
    AccountBuilder(Map<String, AccountClaims> known, Map<String, AccountOptions> built) {
        this.known = known;
        this.built = built;
    }

    /** One that nobody may use any more. */
    static AccountOptions deleted(String name) {
        return new AccountOptions(name, List.of(), NOTHING, List.of(), List.of());
    }

    /** @param now seconds since 1970 */
    void build(AccountClaims claims, long now) {
        String name = claims.head().subject();
        List<Export> exports = claims.exports().stream().map(each -> new Export(each.service(), each.subject(), null,
                each.responses(), each.threshold())).toList();
        List<Import> imports = new ArrayList<>();
        put(claims, exports, imports);
        for (ImportClaim each : claims.imports()) {
            Import imported = imported(claims, each, now);
            if (imported != null) {
                imports.add(imported);
                put(claims, exports, imports);
            }
        }
    }

    private void put(AccountClaims claims, List<Export> exports, List<Import> imports) {
        String name = claims.head().subject();
        built.put(name, new AccountOptions(name, claims.mappings(), limits(claims.limits()), exports, List.copyOf(imports)));
    }

    private static Limits limits(AccountLimits limits) {
        return new Limits(limits.connections(), limits.subscriptions(), limits.payload(), limits.leafnodes());
    }

    private Import imported(AccountClaims importer, ImportClaim claim, long now) {
        String name = importer.head().subject();
        AccountClaims exporter = known.get(claim.account());
        if (exporter == null) {
            LOG.error("Can't locate account [{}] for import of [{}] {}", claim.account(), claim.subject(),
                    claim.service() ? "service" : "stream");
            return null;
        }
        if (ImportPermits.find(exporter, name, claim, now) == null) {
            LOG.debug("Error adding {} import to account [{}]: import authorization was not granted", claim.service()
                    ? "service" : "stream", name);
            return null;
        }
        Import imported = new Import(claim.service(), claim.account(), claim.subject(), claim.local());
        String wrong = ImportCheck.wrong(built, built.get(name), imported);
        if (wrong != null) {
            LOG.error("Error adding import to account [{}]: {}", name, wrong);
            return null;
        }
        return imported;
    }
}
