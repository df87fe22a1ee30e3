package org.pleach.path.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * A sequence as steps of a machine that follows all alternatives at once, so that no expression makes it slow (Thompson's
 * construction). Written once by the parser, then only read.
 */
final class SequenceProgram {

    private final List<Step> steps = new ArrayList<>();

    /**
     * @param hop  what must come; null to go on without
     * @param next where to go on
     * @param also where to go on as well, or -1
     */
    private record Step(SequenceHop hop, int next, int also) { }

    /** The number of the next step. */
    int size() {
        return steps.size();
    }

    void hop(SequenceHop hop) {
        steps.add(new Step(hop, steps.size() + 1, -1));
    }

    /** A step that goes on at both. */
    void fork(int one, int other) {
        steps.add(new Step(null, one, other));
    }

    /** Puts a fork in front of the steps from {@code at} on, which move by one. */
    void insertFork(int at, int one, int other) {
        for (int i = at; i < steps.size(); i++) {
            Step step = steps.get(i);
            steps.set(i, new Step(step.hop, moved(step.next, at), moved(step.also, at)));
        }
        steps.add(at, new Step(null, one, other));
    }

    private static int moved(int target, int at) {
        return target < at ? target : target + 1;
    }

    /** Changes where a fork goes on. */
    void redirect(int at, int one, int other) {
        steps.set(at, new Step(null, one, other));
    }

    boolean matches(List<Sequence.Hop> hops) {
        BitSet now = new BitSet(steps.size() + 1);
        follow(0, now);
        for (Sequence.Hop hop : hops) {
            BitSet next = new BitSet(steps.size() + 1);
            for (int at = now.nextSetBit(0); at >= 0 && at < steps.size(); at = now.nextSetBit(at + 1)) {
                Step step = steps.get(at);
                if (step.hop != null && step.hop.matches(hop)) {
                    follow(step.next, next);
                }
            }
            now = next;
        }
        return now.get(steps.size());
    }

    private void follow(int start, BitSet reached) {
        Deque<Integer> open = new ArrayDeque<>();
        open.push(start);
        while (!open.isEmpty()) {
            int at = open.pop();
            if (reached.get(at)) {
                continue;
            }
            reached.set(at);
            if (at < steps.size() && steps.get(at).hop == null) {
                open.push(steps.get(at).next);
                if (steps.get(at).also >= 0) {
                    open.push(steps.get(at).also);
                }
            }
        }
    }
}
