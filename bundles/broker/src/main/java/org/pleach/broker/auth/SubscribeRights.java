package org.pleach.broker.auth;

import java.util.List;
import org.pleach.routing.Subjects;

/** Which subjects a connection may subscribe to, alone and in a queue group. Immutable; any thread; makes no object. */
final class SubscribeRights {

    private final SubjectPatterns allow;
    private final SubjectPatterns deny;

    /** @param allowed null for everything */
    SubscribeRights(List<String> allowed, List<String> denied) {
        allow = allowed == null ? null : new SubjectPatterns(allowed);
        deny = new SubjectPatterns(denied);
    }

    /** @param queue the queue group or null */
    boolean allows(byte[] subject, byte[] queue) {
        boolean allowed = allow == null || allow.matches(subject, 0, subject.length);
        if (allow != null && queue != null && allow.mentionsQueues(subject, 0, subject.length)) {
            allowed = allow.matchesQueue(subject, 0, subject.length, queue);
        }
        return allowed && !denies(subject, subject.length, queue);
    }

    /** Whether messages to a subscription that is allowed may still be denied, so that each has to be asked for. */
    boolean mustFilter(byte[] subject, byte[] queue) {
        return !deny.isEmpty() && (queue != null || !Subjects.isLiteral(subject)) && deny.overlaps(subject);
    }

    boolean denies(byte[] names, int length, byte[] queue) {
        return deny.matches(names, 0, length) || queue != null && deny.matchesQueue(names, 0, length, queue);
    }
}
