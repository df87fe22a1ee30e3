package org.pleach.routing;

import java.util.Arrays;

/** Collects the subscribers of the nodes that a subject reaches. */
final class MatchCollector {

    private Object[] plain = new Object[8];
    private int plainCount;
    private byte[][] names = new byte[2][];
    private Object[][] members = new Object[2][];
    private int queueCount;

    void add(TrieNode node) {
        int more = Members.count(node.plain);
        if (more > 0) {
            if (plainCount + more > plain.length) {
                plain = Arrays.copyOf(plain, Math.max(2 * plain.length, plainCount + more));
            }
            Members.copyTo(node.plain, plain, plainCount);
            plainCount += more;
        }
        for (TrieNode.QueueMembers group = node.queues; group != null; group = group.next) {
            addQueue(group);
        }
    }

    private void addQueue(TrieNode.QueueMembers group) {
        int slot = 0;
        while (slot < queueCount && !Arrays.equals(names[slot], group.name)) {
            slot++;
        }
        if (slot == queueCount) {
            if (slot == names.length) {
                names = Arrays.copyOf(names, 2 * slot);
                members = Arrays.copyOf(members, 2 * slot);
            }
            names[slot] = group.name;
            members[slot] = new Object[0];
            queueCount++;
        }
        int before = members[slot].length;
        members[slot] = Arrays.copyOf(members[slot], before + Members.count(group.members));
        Members.copyTo(group.members, members[slot], before);
    }

    <S> Match<S> result() {
        if (plainCount == 0 && queueCount == 0) {
            return Match.empty();
        }
        return new Match<>(Arrays.copyOf(plain, plainCount), Arrays.copyOf(names, queueCount),
                Arrays.copyOf(members, queueCount));
    }
}
