package org.pleach.broker.server;

import org.pleach.broker.claims.AccountClaims;
import org.pleach.broker.operator.AccountsChanged;
import org.pleach.broker.session.Clients;

/** Tells clients what becomes of their accounts. */
record AccountsOfClients(Clients clients) implements AccountsChanged {

    @Override
    public void changed(AccountClaims before, AccountClaims now) {
        clients.accountChanged(before, now);
    }

    @Override
    public void expired(String account) {
        clients.accountExpired(account);
    }
}
