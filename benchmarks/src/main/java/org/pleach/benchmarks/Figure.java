package org.pleach.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is measured once and not per message: a time, a size. */
record Figure(String name, String unit, double[] pleach, double[] peer) {

    /** Prints the medians and returns them for the JSON. */
    Map<String, Object> report() {
        double ours = middle(pleach);
        double theirs = middle(peer);
        String ratio = theirs > 0 ? String.format("%8.2f", ours / theirs) : "       -";
        System.out.printf("%-32s %12.1f %12.1f %s   %s%n", name, ours, theirs, ratio, unit);
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put("name", name);
        figure.put("unit", unit);
        figure.put("pleach", ours);
        figure.put("peer", theirs);
        if (theirs > 0) {
            figure.put("ratio", ours / theirs);
        }
        return figure;
    }

    private static double middle(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
