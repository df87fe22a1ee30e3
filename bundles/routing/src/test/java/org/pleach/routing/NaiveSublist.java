package org.pleach.routing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** A list that is searched from end to end with a matcher over strings: slow and plainly right. */
final class NaiveSublist {

    record Entry(String subject, String queue, String subscriber) { }

    final List<Entry> entries = new ArrayList<>();

    /** In a form that can be compared: names sorted. */
    static String describe(TreeSet<String> plain, TreeMap<String, TreeSet<String>> queues) {
        return plain + " " + queues;
    }

    static String describe(Match<String> match) {
        TreeSet<String> plain = new TreeSet<>();
        for (int i = 0; i < match.plainCount(); i++) {
            plain.add(match.plain(i));
        }
        TreeMap<String, TreeSet<String>> queues = new TreeMap<>();
        for (int q = 0; q < match.queueCount(); q++) {
            TreeSet<String> members = new TreeSet<>();
            for (int i = 0; i < match.queueSize(q); i++) {
                members.add(match.queueMember(q, i));
            }
            queues.put(new String(match.queueName(q), StandardCharsets.UTF_8), members);
        }
        return describe(plain, queues);
    }

    String match(String subject) {
        TreeSet<String> plain = new TreeSet<>();
        TreeMap<String, TreeSet<String>> queues = new TreeMap<>();
        for (Entry entry : entries) {
            if (matches(entry.subject().split("\\.", -1), subject.split("\\.", -1))) {
                if (entry.queue() == null) {
                    plain.add(entry.subscriber());
                } else {
                    queues.computeIfAbsent(entry.queue(), q -> new TreeSet<>()).add(entry.subscriber());
                }
            }
        }
        return describe(plain, queues);
    }

    static boolean matches(String[] pattern, String[] literal) {
        for (String token : literal) {
            if (token.isEmpty()) {
                return false;
            }
        }
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].equals(">")) {
                return literal.length > i;
            }
            if (i >= literal.length || !pattern[i].equals("*") && !pattern[i].equals(literal[i])) {
                return false;
            }
        }
        return pattern.length == literal.length;
    }
}
