package org.pleach.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pleach.rig.Ledger;

/**
 * What the demo showed, over both directions.
 *
 * @param messages     published and handed to a client
 * @param lost         published and never received
 * @param duplicated   received more than once
 * @param reordered    received after a later one
 * @param longestGapMs the longest time between two arrivals in one direction, in milliseconds
 * @param cuts         links cut
 * @param policySwaps  path-policy bundles removed, added or updated
 * @param pathSwitches changes of the path that carried the traffic, as both brokers count them
 */
record Summary(long messages, long lost, long duplicated, long reordered, double longestGapMs, int cuts,
        int policySwaps, long pathSwitches) {

    static Summary of(List<Ledger.Snapshot> directions, int cuts, int policySwaps, long pathSwitches) {
        long messages = 0;
        long lost = 0;
        long duplicated = 0;
        long reordered = 0;
        long longestGap = 0;
        for (Ledger.Snapshot direction : directions) {
            messages += direction.published();
            lost += direction.missing();
            duplicated += direction.duplicated();
            reordered += direction.reordered();
            longestGap = Math.max(longestGap, direction.longestGapNanos());
        }
        return new Summary(messages, lost, duplicated, reordered, Math.round(longestGap / 1e5) / 10.0, cuts, policySwaps,
                pathSwitches);
    }

    /** Whether every message arrived once and in order. */
    boolean flawless() {
        return lost == 0 && duplicated == 0 && reordered == 0 && messages > 0;
    }

    String text() {
        return """
                %,d messages: %d lost, %d duplicated, %d reordered; longest gap %.1f ms
                %d cuts, %d policy swaps, %d changes of path""".formatted(messages, lost, duplicated, reordered,
                longestGapMs, cuts, policySwaps, pathSwitches);
    }

    void writeJson(Path file) throws IOException {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("messages", messages);
        keys.put("lost", lost);
        keys.put("duplicated", duplicated);
        keys.put("reordered", reordered);
        keys.put("longest_gap_ms", longestGapMs);
        keys.put("cuts", cuts);
        keys.put("policy_swaps", policySwaps);
        keys.put("path_switches", pathSwitches);
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), keys);
    }
}
