package org.pleach.broker.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pleach.broker.Account;
import org.pleach.broker.AccountOptions;
import org.pleach.broker.InterestListener;

/** All accounts by name, and the listeners that follow them. Safe to use from any thread. */
public final class Accounts {

    private final int loops;
    private final SubjectSpace global;
    private final Map<String, SubjectSpace> byName = new LinkedHashMap<>();
    private final List<InterestListener> listeners = new ArrayList<>();

    /**
     * Only the global one.
     *
     * @param loops how many event loops there are
     */
    public Accounts(int loops) {
        this.loops = loops;
        this.global = new SubjectSpace(Account.GLOBAL, loops);
        byName.put(Account.GLOBAL, global);
    }

    /** The account everybody is in unless configured otherwise. */
    public SubjectSpace global() {
        return global;
    }

    /** The account of that name, made if it is not there. */
    public synchronized SubjectSpace get(String name) {
        SubjectSpace account = byName.get(name);
        if (account == null) {
            account = new SubjectSpace(name, loops);
            byName.put(name, account);
            listeners.forEach(account::addListener);
        }
        return account;
    }

    /**
     * Takes what is configured of each account; the others have nothing configured from now on.
     *
     * @param cluster the cluster's name or null
     */
    public synchronized void configure(Map<String, AccountOptions> configured, String cluster) {
        configured.keySet().forEach(this::get);
        byName.forEach((name, account) -> account.configure(
                configured.getOrDefault(name, AccountOptions.nothing(name)), cluster));
    }

    /** All there are now. */
    public synchronized Collection<Account> all() {
        return List.copyOf(byName.values());
    }

    /** See {@link org.pleach.broker.Broker#addInterestListener}. */
    public synchronized void addListener(InterestListener listener) {
        listeners.add(listener);
        byName.values().forEach(account -> account.addListener(listener));
    }

    /** See {@link org.pleach.broker.Broker#removeInterestListener}. */
    public synchronized void removeListener(InterestListener listener) {
        listeners.remove(listener);
        byName.values().forEach(account -> account.removeListener(listener));
    }
}
