package org.pleach.config.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says of a key that nobody knows which one may have been meant. */
final class Suggestions {

    private static final int LONGEST = 64;

    private Suggestions() { }

    /** The message about a key that is not known in the section. */
    static String unknown(String key, String path, Section section) {
        String where = path.isEmpty() ? "" : " in " + path;
        String message = "unknown key \"" + key + '"' + where;
        Optional<String> elsewhere = ConfigSchema.sectionsWith(key).stream()
                .filter(other -> !other.equals(path)).findFirst();
        Optional<String> near = nearest(key, section.names());
        if (near.isPresent()) {
            return message + "; did you mean \"" + near.get() + "\"?";
        }
        return message + elsewhere.map(other -> "; it belongs " + (other.isEmpty() ? "outside of any block"
                : "into " + other + " { }")).orElse("");
    }

    private static Optional<String> nearest(String key, List<String> names) {
        if (key.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = key.toLowerCase(Locale.ROOT).replace('-', '_');
        int allowed = Math.max(1, Math.min(3, key.length() / 3));
        return names.stream().filter(name -> distance(lower, name) <= allowed)
                .min(Comparator.comparingInt(name -> distance(lower, name)));
    }

    /** Letters to change, add, leave out or swap with their neighbour. */
    static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                steps[i][j] = Math.min(steps[i - 1][j - 1] + change, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[a.length()][b.length()];
    }
}
