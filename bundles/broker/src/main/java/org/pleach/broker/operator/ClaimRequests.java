package org.pleach.broker.operator;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import org.pleach.broker.claims.AccountClaims;
import org.pleach.broker.claims.ClaimsException;
import org.pleach.broker.delivery.AccountMessages;

/** Takes other tokens of accounts in use, where they are not kept in files. */
final class ClaimRequests {

    static final String UPDATE = "$SYS.REQ.ACCOUNT.*.CLAIMS.UPDATE";
    static final String UPDATE_OLD = "$SYS.ACCOUNT.*.CLAIMS.UPDATE";
    private static final int PLACE = 3;
    private static final int PLACE_OLD = 2;
    private static final String FAILED = "jwt update resulted in error";

    private final ClaimAnswers answers;
    private final TrustedAccounts accounts;

    ClaimRequests(ClaimAnswers answers, TrustedAccounts accounts) {
        this.answers = answers;
        this.accounts = accounts;
    }

    void begin(AccountMessages messages) {
        messages.on(UPDATE, null, this::update);
        messages.on(UPDATE_OLD, null, this::update);
    }

    private void update(String subject, String reply, byte[] payload) {
        String account = accountIn(subject);
        String token = new String(payload, StandardCharsets.UTF_8).strip();
        if (token.isEmpty()) {
            answers.failed(reply, account, "jwt update error", "request body is empty");
            return;
        }
        try {
            if (!AccountClaims.read(token).head().subject().equals(account)) {
                throw new ClaimsException("subject does not match jwt content");
            }
            // One after the other: the last one told counts.
            boolean used = accounts.update(account, token).join() != null;
            answers.done(reply, account, used ? "jwt updated" : "jwt update skipped");
        } catch (ClaimsException | CompletionException e) {
            answers.failed(reply, account, FAILED, AccountClaimsCheck.reason(e));
        }
    }

    /** The account that a subject is about. */
    static String accountIn(String subject) {
        String[] tokens = subject.split("\\.");
        return tokens[1].equals("REQ") ? tokens[PLACE] : tokens[PLACE_OLD];
    }
}
