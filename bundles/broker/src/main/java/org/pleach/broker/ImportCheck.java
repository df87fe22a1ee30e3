package org.pleach.broker;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.pleach.broker.AccountOptions.Export;
import org.pleach.broker.AccountOptions.Import;
import org.pleach.broker.delivery.ImportedSubject;
import org.pleach.routing.Subjects;

/** Whether imports have the exports they need, and lead in no circle. */
public final class ImportCheck {

    private static final int LONGEST_CHAIN = 64;

    private final Map<String, AccountOptions> accounts;

    private ImportCheck(Map<String, AccountOptions> accounts) {
        this.accounts = accounts;
    }

    /** What is wrong, or null. */
    static String of(Map<String, AccountOptions> accounts) {
        ImportCheck check = new ImportCheck(accounts);
        for (AccountOptions account : accounts.values()) {
            for (Import each : account.imports()) {
                String wrong = check.wrong(account, each);
                if (wrong != null) {
                    return wrong;
                }
            }
        }
        return null;
    }

    /** What is wrong with one import, or null. */
    public static String wrong(Map<String, AccountOptions> accounts, AccountOptions importer, Import imported) {
        return new ImportCheck(accounts).wrong(importer, imported);
    }

    private String wrong(AccountOptions importer, Import imported) {
        String what = (imported.service() ? "service" : "stream") + " import of \"" + imported.subject() + "\" from \""
                + imported.account() + "\" by \"" + importer.name() + '"';
        AccountOptions exporter = accounts.get(imported.account());
        if (exporter == null) {
            return what + ": expected an account that is configured";
        }
        if (exporter.exports().stream().noneMatch(export -> allows(export, importer.name(), imported))) {
            return what + ": not authorized, expected an export of that account";
        }
        try {
            new ImportedSubject(imported.subject(), imported.to());
        } catch (IllegalArgumentException e) {
            return what + ": " + e.getMessage();
        }
        return leadsBack(importer.name(), imported, 0) ? what + ": expected no circle of imports" : null;
    }

    private static boolean allows(Export export, String importer, Import imported) {
        return export.service() == imported.service() && (export.accounts() == null || export.accounts().contains(importer))
                && Subjects.covers(bytes(export.subject()), bytes(imported.subject()));
    }

    private boolean leadsBack(String importer, Import imported, int length) {
        if (imported.account().equals(importer) || length > LONGEST_CHAIN) {
            return true;
        }
        AccountOptions next = accounts.get(imported.account());
        return next != null && next.imports().stream().anyMatch(each -> each.service() == imported.service()
                && Subjects.overlap(bytes(imported.subject()), bytes(each.to().replaceAll("\\$\\d+", "*")))
                && leadsBack(importer, each, length + 1));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
