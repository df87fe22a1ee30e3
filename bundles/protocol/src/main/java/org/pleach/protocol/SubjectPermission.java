package org.pleach.protocol;

import java.util.List;

/**
 * Subjects allowed and denied.
 *
 * @param allow if not empty, only these
 * @param deny  never these
 */
public record SubjectPermission(List<String> allow, List<String> deny) {

    /** Lists are copied. */
    public SubjectPermission {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }
}
