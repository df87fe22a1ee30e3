package org.pleach.broker.auth;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.pleach.routing.Subjects;

/**
 * A list of subject patterns, each perhaps for one queue group (or a pattern of such) only. Immutable; makes no object when
 * asked. As nats-server, a wildcard in the subject asked for is a token like any other.
 */
final class SubjectPatterns {

    /** A pattern. {@code queue} is null if it is for all. */
    private record Pattern(byte[] subject, byte[] queue) { }

    private static final Pattern[] NONE = {};

    private final Pattern[] plain;
    private final Pattern[] queues;

    /** @param texts {@code SUBJECT} or {@code SUBJECT QUEUE} */
    SubjectPatterns(List<String> texts) {
        List<Pattern> plains = new ArrayList<>();
        List<Pattern> queued = new ArrayList<>();
        for (String text : texts) {
            String[] parts = text.strip().split("\\s+");
            byte[] subject = parts[0].getBytes(StandardCharsets.UTF_8);
            if (parts.length > 1) {
                queued.add(new Pattern(subject, parts[1].getBytes(StandardCharsets.UTF_8)));
            } else {
                plains.add(new Pattern(subject, null));
            }
        }
        plain = plains.toArray(NONE);
        queues = queued.toArray(NONE);
    }

    boolean isEmpty() {
        return plain.length + queues.length == 0;
    }

    /** Whether a pattern for all matches. */
    boolean matches(byte[] names, int offset, int length) {
        for (Pattern each : plain) {
            if (Subjects.matches(each.subject, names, offset, length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a pattern for queue groups matches the subject, whatever group it is for. */
    boolean mentionsQueues(byte[] subject, int offset, int length) {
        for (Pattern each : queues) {
            if (Subjects.matches(each.subject, subject, offset, length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a pattern for queue groups matches subject and group. */
    boolean matchesQueue(byte[] names, int offset, int length, byte[] queue) {
        for (Pattern each : queues) {
            if (Subjects.matches(each.subject, names, offset, length) && Subjects.matches(each.queue, queue)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a pattern of either kind could match something that {@code subject}, a pattern too, matches. */
    boolean overlaps(byte[] subject) {
        return overlaps(plain, subject) || overlaps(queues, subject);
    }

    private static boolean overlaps(Pattern[] patterns, byte[] subject) {
        for (Pattern each : patterns) {
            if (Subjects.overlap(each.subject, subject)) {
                return true;
            }
        }
        return false;
    }
}
