package org.pleach.broker.claims;

/** What nats-io/jwt expects of a subject in a claim. */
final class SubjectCheck {

    private SubjectCheck() { }

    static void check(String subject, String where) throws ClaimsException {
        if (subject.isEmpty() || subject.indexOf(' ') >= 0 || subject.startsWith(".") || subject.endsWith(".")
                || subject.contains("..")) {
            throw new ClaimsException(where + ": expected a subject without blanks and empty tokens");
        }
    }

    static boolean hasWildcards(String subject) {
        for (String token : subject.split("\\.")) {
            if (token.equals("*") || token.equals(">")) {
                return true;
            }
        }
        return false;
    }
}
