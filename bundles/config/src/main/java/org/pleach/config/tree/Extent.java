package org.pleach.config.tree;

import java.util.List;

/** Adds up weights and depths. */
final class Extent {

    private Extent() { }

    static long weight(List<? extends Node> nodes) {
        long sum = 1;
        for (Node node : nodes) {
            sum += node.weight();
            if (sum < 0) {
                return Long.MAX_VALUE;
            }
        }
        return sum;
    }

    static int depth(List<? extends Node> nodes) {
        int deepest = 0;
        for (Node node : nodes) {
            deepest = Math.max(deepest, node.depth());
        }
        return deepest + 1;
    }
}
