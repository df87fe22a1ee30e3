package org.pleach.broker.delivery;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.pleach.broker.LocalReceiver;
import org.pleach.broker.Message;
import org.pleach.broker.Subscription;
import org.pleach.broker.Turn;
import org.pleach.broker.loop.Loop;

/** Publishers that hand a message on into another account while it is being published in one: some for each event loop. */
final class NestedPublishers {

    private static final int DEEPEST = 16;

    private static final class Stack {
        private final ConnectionPublisher[] publishers = new ConnectionPublisher[DEEPEST];
        private int depth;
    }

    private final AtomicReferenceArray<Stack> stacks;
    private final LocalReceiver origin = new LocalReceiver() {
        @Override
        public Kind kind() {
            return Kind.INTERNAL;
        }

        @Override
        public boolean deliver(Turn turn, Message message, Subscription subscription) {
            return false;
        }
    };

    NestedPublishers(int loops) {
        stacks = new AtomicReferenceArray<>(loops);
    }

    /** What is to be published in another account: its subject, its reply subject or null. Headers and payload are kept. */
    int publish(Turn turn, SubjectSpace account, Message message, byte[] subject, byte[] reply) {
        Loop loop = (Loop) turn;
        Stack stack = stacks.getPlain(loop.ordinal());
        if (stack == null) {
            stack = new Stack();
            stacks.setPlain(loop.ordinal(), stack);
        }
        if (stack.depth == DEEPEST) {
            return 0;
        }
        int depth = stack.depth++;
        try {
            if (stack.publishers[depth] == null) {
                stack.publishers[depth] = new ConnectionPublisher(loop, origin);
            }
            ConnectionPublisher publisher = stack.publishers[depth];
            publisher.message().names(subject, reply);
            publisher.message().body(message);
            int delivered = publisher.publish(account);
            publisher.message().clear();
            return delivered;
        } finally {
            stack.depth = depth;
        }
    }
}
