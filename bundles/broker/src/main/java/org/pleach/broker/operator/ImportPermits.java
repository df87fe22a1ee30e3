package org.pleach.broker.operator;

import java.nio.charset.StandardCharsets;
import org.pleach.broker.claims.AccountClaims;
import org.pleach.broker.claims.ActivationClaims;
import org.pleach.broker.claims.ClaimsException;
import org.pleach.broker.claims.ExportClaim;
import org.pleach.broker.claims.ImportClaim;
import org.pleach.broker.claims.Revocations;
import org.pleach.routing.Subjects;

/** Whether an account lets another import something. */
final class ImportPermits {

    private ImportPermits() { }

    /**
     * The export that lets {@code importer} have it, or null.
     *
     * @param now seconds since 1970
     */
    static ExportClaim find(AccountClaims exporter, String importer, ImportClaim imported, long now) {
        for (ExportClaim export : exporter.exports()) {
            if (export.service() == imported.service() && covers(export.subject(), imported.subject())) {
                return allows(export, exporter, importer, imported, now) ? export : null;
            }
        }
        return null;
    }

    private static boolean allows(ExportClaim export, AccountClaims exporter, String importer, ImportClaim imported,
            long now) {
        if (export.accountToken() > 0) {
            String[] tokens = imported.subject().split("\\.");
            return export.accountToken() <= tokens.length && tokens[export.accountToken() - 1].equals(importer);
        }
        return !export.tokenRequired() || isActivated(export, exporter, importer, imported, now);
    }

    private static boolean isActivated(ExportClaim export, AccountClaims exporter, String importer, ImportClaim imported,
            long now) {
        ActivationClaims activation = read(imported.token());
        return activation != null && activation.head().subject().equals(importer)
                && activation.service() == imported.service() && isIssuedBy(exporter, activation)
                && covers(activation.imported(), imported.subject())
                && (activation.head().expires() == 0 || activation.head().expires() > now)
                && activation.head().notBefore() <= now && !Revocations.cover(export.revocations(), activation.head());
    }

    private static boolean isIssuedBy(AccountClaims exporter, ActivationClaims activation) {
        String name = exporter.head().subject();
        return activation.issuerAccount().isEmpty() ? activation.head().issuer().equals(name)
                : activation.issuerAccount().equals(name) && (activation.head().issuer().equals(name)
                        || exporter.scopes().containsKey(activation.head().issuer()));
    }

    /** The activation, or null if there is none that can be read. */
    static ActivationClaims read(String token) {
        try {
            return token.isEmpty() ? null : ActivationClaims.read(token);
        } catch (ClaimsException e) {
            return null;
        }
    }

    private static boolean covers(String pattern, String subject) {
        return Subjects.covers(pattern.getBytes(StandardCharsets.UTF_8), subject.getBytes(StandardCharsets.UTF_8));
    }
}
