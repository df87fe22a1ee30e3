package org.pleach.broker.claims;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pleach.auth.Permissions;
import org.pleach.auth.PublicNkey;
import org.pleach.broker.AccountOptions.Mapping;

/**
 * What an operator says of an account.
 *
 * @param scopes             the account's signing keys, and what users that one of them signs may do; empty if their own
 *                           claims say it
 * @param revocations        users that count no more, as {@link Revocations} reads them
 * @param defaultPermissions of users that have none of their own, or null
 * @param callout            who asks a service of its own who clients are
 */
public record AccountClaims(Head head, AccountLimits limits, Map<String, Optional<UserLimits>> scopes,
                            Map<String, Long> revocations, Permissions defaultPermissions, List<ExportClaim> exports,
                            List<ImportClaim> imports, List<Mapping> mappings, Callout callout) {

    /**
     * An account whose users are known to a service.
     *
     * @param users    those of the service itself: the nkeys of users that are not asked about; empty if there is no service
     * @param accounts that the service may put users in; {@code *} for all
     * @param key      the service's public curve nkey if requests are to be sealed, or empty
     */
    public record Callout(List<String> users, List<String> accounts, String key) { }

    /**
     * Reads a token.
     *
     * @throws ClaimsException if it is none, or not signed by whom it says, or breaks a rule of nats-io/jwt
     */
    public static AccountClaims read(String text) throws ClaimsException {
        Token token = Token.read(Token.undecorated(text), "account");
        Fields nats = token.nats();
        AccountClaims claims = new AccountClaims(Head.of(token), AccountLimits.of(nats.object("limits")),
                scopes(nats), nats.numbers("revocations"), GrantsReader.of(nats.object("default_permissions")).permissions(),
                exports(nats), imports(nats), MappingClaims.of(nats.object("mappings")), callout(nats.object("authorization")));
        Head.checkKeys(List.of(claims.head.subject()), PublicNkey::ofAccount, "an account");
        Head.checkKeys(List.copyOf(claims.scopes.keySet()), PublicNkey::ofAccount, "an account");
        claims.check();
        return claims;
    }

    private static Map<String, Optional<UserLimits>> scopes(Fields nats) throws ClaimsException {
        Map<String, Optional<UserLimits>> scopes = new LinkedHashMap<>();
        for (Object each : nats.list("signing_keys")) {
            if (each instanceof String key) {
                scopes.put(key, Optional.empty());
            } else {
                Fields scope = nats.fields(each, "signing_keys");
                if (!scope.text("kind").equals("user_scope")) {
                    throw new ClaimsException(scope.where() + ".kind: expected user_scope");
                }
                scopes.put(scope.text("key"), Optional.of(UserLimits.of(scope.object("template"), -1)));
            }
        }
        return scopes;
    }

    private static List<ExportClaim> exports(Fields nats) throws ClaimsException {
        List<ExportClaim> exports = new ArrayList<>();
        for (Fields each : nats.objects("exports")) {
            exports.add(ExportClaim.of(each));
        }
        return List.copyOf(exports);
    }

    private static List<ImportClaim> imports(Fields nats) throws ClaimsException {
        List<ImportClaim> imports = new ArrayList<>();
        for (Fields each : nats.objects("imports")) {
            imports.add(ImportClaim.of(each));
        }
        return List.copyOf(imports);
    }

    private static Callout callout(Fields fields) throws ClaimsException {
        return new Callout(List.copyOf(fields.texts("auth_users")), List.copyOf(fields.texts("allowed_accounts")),
                fields.text("xkey"));
    }

    private void check() throws ClaimsException {
        if (limits.imports() != -1 && imports.size() > limits.imports()) {
            throw new ClaimsException("the account contains more imports than allowed by the operator");
        }
        if (limits.exports() != -1 && exports.size() > limits.exports()) {
            throw new ClaimsException("the account contains more exports than allowed by the operator");
        }
        if (limits.exports() != -1 && !limits.wildcardExports()
                && exports.stream().anyMatch(each -> SubjectCheck.hasWildcards(each.subject()))) {
            throw new ClaimsException("the account contains wildcard exports that are not allowed by the operator");
        }
    }
}
