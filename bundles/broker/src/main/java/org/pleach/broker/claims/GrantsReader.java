package org.pleach.broker.claims;

import java.time.Duration;
import java.util.List;
import org.pleach.auth.Permissions.Responses;
import org.pleach.broker.claims.UserLimits.Grants;

/** Reads {@code pub}, {@code sub} and {@code resp}. */
final class GrantsReader {

    private GrantsReader() { }

    static Grants of(Fields fields) throws ClaimsException {
        return new Grants(subjects(fields, "pub", "allow", false), subjects(fields, "pub", "deny", false),
                subjects(fields, "sub", "allow", true), subjects(fields, "sub", "deny", true), responses(fields));
    }

    private static List<String> subjects(Fields fields, String what, String which, boolean queues) throws ClaimsException {
        List<String> subjects = fields.object(what).texts(which);
        for (String each : subjects) {
            check(each, queues, fields.where() + '.' + what);
        }
        return List.copyOf(subjects);
    }

    /** A template may have blanks in its braces, where nats-io/jwt takes none either. */
    private static void check(String subject, boolean queues, String where) throws ClaimsException {
        String[] parts = subject.split(" ", -1);
        if (parts.length > (queues ? 2 : 1)) {
            throw new ClaimsException(where + ": expected a subject" + (queues ? ", perhaps with a queue group" : "")
                    + ", got more");
        }
        for (String part : parts) {
            SubjectCheck.check(part, where);
        }
    }

    private static Responses responses(Fields fields) throws ClaimsException {
        if (!fields.has("resp")) {
            return null;
        }
        Fields responses = fields.object("resp");
        int most = responses.bounded("max", 0);
        long nanos = responses.number("ttl");
        return new Responses(most == 0 ? Responses.DEFAULT.maxMessages() : most,
                nanos == 0 ? Responses.DEFAULT.expires() : Duration.ofNanos(nanos));
    }
}
