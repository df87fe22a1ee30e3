package org.pleach.broker.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.pleach.broker.OperatorOptions;
import org.pleach.broker.OperatorOptions.Deletion;
import org.pleach.broker.claims.AccountClaims;
import org.pleach.broker.claims.ClaimsException;
import org.pleach.broker.claims.DeletionClaims;
import org.pleach.broker.delivery.AccountMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets tokens that are kept in files be told, asked for, listed and deleted, as {@code nsc push}, {@code pull} and others do. */
final class StoreRequests {

    private static final Logger LOG = LoggerFactory.getLogger(StoreRequests.class);

    private final AccountMessages messages;
    private final ClaimAnswers answers;
    private final TrustedAccounts accounts;
    private final DirectoryStore store;
    private final Supplier<OperatorOptions> operator;
    private final boolean full;
    private final Deletion deletion;

    /** @param operator options in force now, with a directory */
    StoreRequests(AccountMessages messages, ClaimAnswers answers, TrustedAccounts accounts, DirectoryStore store,
            Supplier<OperatorOptions> operator) {
        this.messages = messages;
        this.answers = answers;
        this.accounts = accounts;
        this.store = store;
        this.operator = operator;
        OperatorOptions.Directory options = (OperatorOptions.Directory) operator.get().resolver();
        this.full = options.full();
        this.deletion = options.deletion();
    }

    void begin() {
        messages.on(ClaimRequests.UPDATE, null, (subject, reply, payload) ->
                update(ClaimRequests.accountIn(subject), reply, text(payload)));
        messages.on(ClaimRequests.UPDATE_OLD, null, (subject, reply, payload) ->
                update(ClaimRequests.accountIn(subject), reply, text(payload)));
        messages.on("$SYS.REQ.CLAIMS.UPDATE", null, (subject, reply, payload) -> update(null, reply, text(payload)));
        messages.on("$SYS.REQ.CLAIMS.LIST", null, (subject, reply, payload) -> answers.list(reply, store.accounts()));
        messages.on("$SYS.REQ.CLAIMS.DELETE", null, (subject, reply, payload) -> delete(reply, text(payload)));
        if (full) {
            messages.on("$SYS.REQ.ACCOUNT.*.CLAIMS.LOOKUP", null, (subject, reply, payload) -> lookup(subject, reply));
            messages.on("$SYS.REQ.CLAIMS.PACK", "responder", (subject, reply, payload) -> pack(reply, payload));
        }
    }

    private static String text(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8).strip();
    }

    /** @param named the account that the subject names, or null */
    private void update(String named, String reply, String token) {
        String account = named == null ? "n/a" : named;
        String what = full ? "jwt update" : "jwt update cache";
        try {
            AccountClaims claims = AccountClaims.read(token);
            account = named == null ? claims.head().subject() : named;
            check(claims, account);
            if (!full && !accounts.isUsed(account)) {
                answers.done(reply, account, what + " skipped");
                return;
            }
            if (store.save(claims, token, true)) {
                take(account, token);
            }
            answers.done(reply, account, full ? "jwt updated" : "jwt updated cache");
        } catch (ClaimsException | IOException e) {
            answers.failed(reply, account, what + " resulted in error", AccountClaimsCheck.reason(e));
        }
    }

    private void check(AccountClaims claims, String account) throws ClaimsException {
        OperatorOptions options = operator.get();
        if (!claims.head().subject().equals(account)) {
            throw new ClaimsException("subject does not match jwt content");
        }
        if (!options.trusted().contains(claims.head().issuer())) {
            throw new ClaimsException(claims.head().issuer().equals(options.operator())
                    ? "operator requires issuer to be a signing key" : "account validation failed: not signed by a trusted operator");
        }
    }

    /** Waits until it counts: the last one told is the one that counts in the end. */
    private void take(String account, String token) {
        try {
            accounts.update(account, token).join();
        } catch (CompletionException e) {
            LOG.error("DirResolver - Update for account \"{}\" resulted in error {}", account, AccountClaimsCheck.reason(e));
        }
    }

    private void lookup(String subject, String reply) {
        if (reply == null) {
            return;
        }
        try {
            String token = store.load(ClaimRequests.accountIn(subject));
            messages.send(reply, null, token == null ? new byte[0] : token.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.error("DirResolver - Error looking up account: {}", e.getMessage());
        }
    }

    /** Tells all there is, one message each, and an empty one at the end; nothing but that if the other has the same. */
    private void pack(String reply, byte[] digest) {
        if (reply == null) {
            return;
        }
        try {
            if (!Arrays.equals(digest, store.digest())) {
                for (String line : store.pack()) {
                    messages.send(reply, null, line.getBytes(StandardCharsets.UTF_8));
                }
            }
            messages.send(reply, null, new byte[0]);
        } catch (IOException e) {
            LOG.error("DirResolver - Pack request error: {}", e.getMessage());
        }
    }

    private void delete(String reply, String token) {
        String by = "";
        try {
            DeletionClaims claims = DeletionClaims.read(token);
            by = claims.head().subject();
            if (deletion == Deletion.NONE) {
                throw new ClaimsException("delete must be enabled in server config");
            }
            if (!by.equals(claims.head().issuer())) {
                throw new ClaimsException("not self signed");
            }
            if (!operator.get().trusted().contains(by)) {
                throw new ClaimsException("not trusted");
            }
            if (claims.accounts().contains(messages.account())) {
                throw new ClaimsException("not allowed to delete system account");
            }
            delete(reply, claims.accounts());
        } catch (ClaimsException e) {
            answers.failed(reply, "", "delete accounts request by " + by + " failed", e.getMessage());
        }
    }

    private void delete(String reply, List<String> names) {
        List<String> failures = new ArrayList<>();
        for (String name : names) {
            try {
                store.delete(name);
                accounts.delete(name);
            } catch (IOException e) {
                failures.add(e.getMessage());
            }
        }
        int deleted = names.size() - failures.size();
        if (failures.isEmpty()) {
            answers.done(reply, "", "deleted " + deleted + " accounts");
        } else {
            answers.failed(reply, "", "deleted " + deleted + " accounts, failed for " + failures.size(),
                    String.join("\n", failures));
        }
    }
}
