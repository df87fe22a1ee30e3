package org.pleach.broker.delivery;

import java.util.Arrays;
import org.pleach.broker.QueueGroups;
import org.pleach.broker.RemoteReceiver;

/** The other nodes that get the message being published, each with the queue groups chosen there. Reused. */
final class RemoteTargets {

    private RemoteReceiver[] nodes = new RemoteReceiver[4];
    private QueueGroups[] groups = new QueueGroups[4];
    private int count;

    /** Adds the node if it is not there; returns its groups. */
    QueueGroups add(RemoteReceiver node) {
        for (int i = 0; i < count; i++) {
            if (nodes[i] == node) {
                return groups[i];
            }
        }
        if (count == nodes.length) {
            nodes = Arrays.copyOf(nodes, count * 2);
            groups = Arrays.copyOf(groups, count * 2);
        }
        nodes[count] = node;
        if (groups[count] == null) {
            groups[count] = new QueueGroups();
        }
        return groups[count++];
    }

    int count() {
        return count;
    }

    RemoteReceiver node(int i) {
        return nodes[i];
    }

    QueueGroups groups(int i) {
        return groups[i];
    }

    void clear() {
        for (int i = 0; i < count; i++) {
            nodes[i] = null;
            groups[i].clear();
        }
        count = 0;
    }
}
