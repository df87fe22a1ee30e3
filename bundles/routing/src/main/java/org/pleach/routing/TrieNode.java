package org.pleach.routing;

import java.util.Arrays;

/** One token of the trie: the subscribers to the subject that ends here, and the tokens that may follow. */
final class TrieNode {

    private static final TrieNode[] NONE = { };

    final byte[] token;
    final int hash;
    private TrieNode[] children = NONE; // open addressing, a power of two in size
    private int childCount;
    TrieNode star;   // the child for "*"
    TrieNode tail;   // the child for ">"
    Object plain;    // see Members
    QueueMembers queues; // list of groups, or null

    TrieNode(byte[] token, int hash) {
        this.token = token;
        this.hash = hash;
    }

    /** The subscribers of one queue group at a node; a linked list, as there are few. */
    static final class QueueMembers {
        final byte[] name;
        Object members;
        QueueMembers next;

        QueueMembers(byte[] name, QueueMembers next) {
            this.name = name;
            this.next = next;
        }
    }

    boolean isUseless() {
        return childCount == 0 && star == null && tail == null && plain == null && queues == null;
    }

    QueueMembers queue(byte[] name) {
        QueueMembers group = queues;
        while (group != null && !Arrays.equals(group.name, name)) {
            group = group.next;
        }
        return group;
    }

    void removeQueue(QueueMembers gone) {
        if (queues == gone) {
            queues = gone.next;
            return;
        }
        QueueMembers before = queues;
        while (before.next != gone) {
            before = before.next;
        }
        before.next = gone.next;
    }

    TrieNode child(byte[] subject, int from, int to, int tokenHash) {
        int mask = children.length - 1;
        for (int i = 0; i <= mask; i++) {
            TrieNode node = children[tokenHash + i & mask];
            if (node == null) {
                return null;
            }
            if (node.hash == tokenHash && Arrays.equals(node.token, 0, node.token.length, subject, from, to)) {
                return node;
            }
        }
        return null;
    }

    void addChild(TrieNode node) {
        if (childCount == children.length || children.length > 4 && childCount * 4 >= children.length * 3) {
            TrieNode[] old = children;
            children = new TrieNode[Math.max(1, 2 * old.length)];
            for (TrieNode each : old) {
                if (each != null) {
                    place(each);
                }
            }
        }
        place(node);
        childCount++;
    }

    private void place(TrieNode node) {
        int mask = children.length - 1;
        int at = node.hash & mask;
        while (children[at] != null) {
            at = at + 1 & mask;
        }
        children[at] = node;
    }

    void removeChild(TrieNode node) {
        childCount--;
        if (childCount == 0) {
            children = NONE;
            return;
        }
        int mask = children.length - 1;
        int hole = node.hash & mask;
        while (children[hole] != node) {
            hole = hole + 1 & mask;
        }
        children[hole] = null;
        // what was pushed past the hole moves back
        int at = hole;
        for (int i = 0; i < mask; i++) {
            at = at + 1 & mask;
            TrieNode next = children[at];
            if (next == null) {
                return;
            }
            children[at] = null;
            place(next);
        }
    }

    /** Every child, the wildcards included. */
    void forEachChild(java.util.function.Consumer<TrieNode> visitor) {
        for (TrieNode node : children) {
            if (node != null) {
                visitor.accept(node);
            }
        }
        if (star != null) {
            visitor.accept(star);
        }
        if (tail != null) {
            visitor.accept(tail);
        }
    }
}
