package org.pleach.broker.delivery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.pleach.routing.SubjectTransform;

/** A subject of another account and what it is called here, both perhaps with wildcards. Immutable. */
public final class ImportedSubject {

    private final String written;
    private final byte[] there;
    private final byte[] here;
    private final SubjectTransform toHere;
    private final SubjectTransform toThere;

    /**
     * @param subject there
     * @param to      here; a wildcard stands for the wildcard of {@code subject} in the same place among them, or
     *                {@code $n} for the n-th
     * @throws IllegalArgumentException if they do not go together
     */
    public ImportedSubject(String subject, String to) {
        List<Integer> order = new ArrayList<>();
        StringBuilder pattern = new StringBuilder();
        StringBuilder destination = new StringBuilder();
        for (String token : to.split("\\.", -1)) {
            boolean numbered = token.matches("\\$\\d{1,4}");
            boolean wildcard = numbered || token.equals("*");
            if (wildcard) {
                order.add(numbered ? Integer.parseInt(token.substring(1)) : order.size() + 1);
            }
            String dot = pattern.isEmpty() ? "" : ".";
            pattern.append(dot).append(wildcard ? "*" : token);
            destination.append(dot).append(wildcard ? "$" + order.get(order.size() - 1) : token);
        }
        written = subject + ' ' + to;
        there = subject.getBytes(StandardCharsets.UTF_8);
        here = pattern.toString().getBytes(StandardCharsets.UTF_8);
        toHere = SubjectTransform.of(subject, destination.toString());
        toThere = SubjectTransform.of(pattern.toString(), reversed(subject, order));
    }

    private static String reversed(String subject, List<Integer> order) {
        StringBuilder reversed = new StringBuilder();
        int wildcards = 0;
        for (String token : subject.split("\\.", -1)) {
            boolean wildcard = token.equals("*");
            wildcards += wildcard ? 1 : 0;
            if (wildcard && !order.contains(wildcards)) {
                throw new IllegalArgumentException("expected all wildcards of \"" + subject + "\" in what it becomes");
            }
            reversed.append(reversed.isEmpty() ? "" : ".").append(wildcard ? "$" + (order.indexOf(wildcards) + 1) : token);
        }
        return reversed.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImportedSubject subject && subject.written.equals(written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    byte[] here() {
        return here;
    }

    /** Whether it is called the same here. */
    boolean same() {
        return java.util.Arrays.equals(there, here);
    }

    SubjectTransform toHere() {
        return toHere;
    }

    SubjectTransform toThere() {
        return toThere;
    }

    /** What to subscribe to there to get what a subscription to {@code subject} here wants of it; null if nothing. */
    byte[] wantedThere(byte[] subject) {
        byte[] both = intersection(subject, here);
        if (both == null) {
            return null;
        }
        byte[] target = new byte[toThere.bound(both.length)];
        return java.util.Arrays.copyOf(target, toThere.put(both, 0, both.length, target, bound -> 0));
    }

    /** The pattern of all that both match, or null. */
    static byte[] intersection(byte[] one, byte[] other) {
        String[] a = new String(one, StandardCharsets.UTF_8).split("\\.", -1);
        String[] b = new String(other, StandardCharsets.UTF_8).split("\\.", -1);
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < Math.max(a.length, b.length); i++) {
            if (i >= a.length || i >= b.length) {
                return null;
            }
            if (a[i].equals(">") || b[i].equals(">")) {
                String[] rest = a[i].equals(">") ? b : a;
                tokens.addAll(List.of(rest).subList(i, rest.length));
                break;
            }
            if (!a[i].equals("*") && !b[i].equals("*") && !a[i].equals(b[i])) {
                return null;
            }
            tokens.add(a[i].equals("*") ? b[i] : a[i]);
        }
        return String.join(".", tokens).getBytes(StandardCharsets.UTF_8);
    }
}
