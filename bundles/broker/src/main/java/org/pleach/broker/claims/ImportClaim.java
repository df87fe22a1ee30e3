package org.pleach.broker.claims;

/**
 * Subjects of another account.
 *
 * @param service whether requests go there; else what is published there comes here
 * @param account the other account's nkey
 * @param subject there
 * @param local   here; may have {@code $1} for what the first wildcard of {@code subject} matches
 * @param token   an activation token, or empty
 */
public record ImportClaim(boolean service, String account, String subject, String local, String token) {

    static ImportClaim of(Fields fields) throws ClaimsException {
        boolean service = ExportClaim.isService(fields);
        String subject = fields.text("subject");
        String to = fields.text("to");
        String local = fields.text("local_subject");
        SubjectCheck.check(subject, fields.where());
        if (fields.text("account").isEmpty() || !to.isEmpty() && !local.isEmpty()) {
            throw new ClaimsException(fields.where() + (to.isEmpty() ? ": expected an account"
                    : ": expected to or local_subject, got both"));
        }
        if (!to.isEmpty()) {
            SubjectCheck.check(to, fields.where());
        }
        String there = service && !to.isEmpty() ? to : subject;
        String here = !local.isEmpty() ? local : service || to.isEmpty() ? subject : to + '.' + subject;
        return new ImportClaim(service, fields.text("account"), there, here, fields.text("token"));
    }
}
