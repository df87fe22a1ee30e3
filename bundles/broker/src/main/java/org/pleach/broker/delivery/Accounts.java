package org.pleach.broker.delivery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pleach.broker.Account;
import org.pleach.broker.AccountOptions;
import org.pleach.broker.AccountOptions.Export;
import org.pleach.broker.AccountOptions.Import;
import org.pleach.broker.InterestListener;
import org.pleach.routing.Subjects;

/** All accounts by name, and the listeners that follow them. Safe to use from any thread. */
public final class Accounts {

    private final int loops;
    private final LongSupplier nanoTime;
    private final NestedPublishers nested;
    private final Object importing = new Object();
    private final Map<ImportKey, ServiceImport> services = new HashMap<>();
    private final SubjectSpace global;
    private final Map<String, SubjectSpace> byName = new LinkedHashMap<>();
    private final List<InterestListener> listeners = new ArrayList<>();

    /**
     * Only the global one.
     *
     * @param loops    how many event loops there are
     * @param nanoTime the clock
     */
    public Accounts(int loops, LongSupplier nanoTime) {
        this.loops = loops;
        this.nanoTime = nanoTime;
        this.nested = new NestedPublishers(loops);
        this.global = new SubjectSpace(Account.GLOBAL, loops, nested, importing, nanoTime);
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
            account = new SubjectSpace(name, loops, nested, importing, nanoTime);
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
        configure(configured, cluster, Set.copyOf(byName.keySet()));
    }

    /**
     * Takes what is configured of some accounts; the others stay as they are.
     *
     * @param names the accounts whose options, or whose imports' exports, have changed
     */
    public synchronized void configure(Map<String, AccountOptions> configured, String cluster, Set<String> names) {
        names.forEach(name -> get(name).configure(configured.getOrDefault(name, AccountOptions.nothing(name)), cluster));
        Set<ImportKey> wanted = names.stream().flatMap(name -> keys(name, configured)).collect(Collectors.toSet());
        services.keySet().removeIf(key -> names.contains(key.account()) && !wanted.contains(key));
        names.forEach(name -> configureImports(get(name), configured));
    }

    /** The same import, or an export that has changed, is the same subscription or another one. */
    private record ImportKey(String account, Import imported, Export export) { }

    private static Stream<ImportKey> keys(String name, Map<String, AccountOptions> configured) {
        return imports(name, configured).filter(Import::service).map(each -> key(name, each, configured));
    }

    private static Stream<Import> imports(String name, Map<String, AccountOptions> configured) {
        return configured.containsKey(name) ? configured.get(name).imports().stream() : Stream.of();
    }

    private static ImportKey key(String name, Import imported, Map<String, AccountOptions> configured) {
        Export export = configured.get(imported.account()).exports().stream().filter(each -> each.service()
                && Subjects.covers(bytes(each.subject()), bytes(imported.subject()))).findFirst().orElseThrow();
        return new ImportKey(name, imported, export);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void configureImports(SubjectSpace account, Map<String, AccountOptions> configured) {
        List<StreamImport> streams = imports(account.name(), configured).filter(each -> !each.service())
                .map(each -> new StreamImport(get(each.account()), new ImportedSubject(each.subject(), each.to()))).toList();
        List<ServiceImport> wanted = keys(account.name(), configured).map(key -> services.computeIfAbsent(key,
                made -> new ServiceImport(account, get(key.imported().account()),
                        new ImportedSubject(key.imported().subject(), key.imported().to()), key.export(), nested))).toList();
        account.configureImports(streams, wanted);
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
