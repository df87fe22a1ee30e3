package org.pleach.monitoring.page;

/** Compares subjects for filters of pages; not made for speed. */
final class Subjects {

    private Subjects() { }

    /** Whether a message to some subject may match both, wildcards of either counted. */
    static boolean overlap(String one, String other) {
        String[] left = one.split("\\.");
        String[] right = other.split("\\.");
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            if (i >= left.length || i >= right.length) {
                return false;
            }
            if (left[i].equals(">") || right[i].equals(">")) {
                return true;
            }
            if (!left[i].equals(right[i]) && !left[i].equals("*") && !right[i].equals("*")) {
                return false;
            }
        }
        return true;
    }
}
