package org.pleach.broker.operator;

import org.pleach.broker.claims.AccountClaims;

/** Is told what becomes of accounts that are in use. Any thread. */
public interface AccountsChanged {

    /** An account has other claims from now on. */
    void changed(AccountClaims before, AccountClaims now);

    /** An account may not be used any more: its time is over, or it was deleted. */
    void expired(String account);
}
