package org.pleach.clustering;

import org.pleach.broker.Account;
import org.pleach.broker.InterestListener;
import org.pleach.broker.Outbox;
import org.pleach.protocol.InterestLine;
import org.pleach.protocol.LineBuilder;

/**
 * Tells one peer what is wanted here: everything at the start, then each change. A plain subject is told once however
 * many want it, a queue group with the number of its members. (nats-server, server/route.go)
 */
final class InterestForwarder implements InterestListener {

    private static final int FIRST_CAPACITY = 128;

    private final Outbox outbox;
    private volatile boolean told;

    InterestForwarder(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void changed(Account account, byte[] subject, byte[] queue, int before, int now) {
        if (queue == null && before > 0 && now > 0) {
            return;
        }
        LineBuilder line = new LineBuilder(FIRST_CAPACITY);
        if (now > 0) {
            InterestLine.subscribe(line, account.nameBytes(), subject, queue, now);
        } else {
            InterestLine.unsubscribe(line, account.nameBytes(), subject, queue);
        }
        outbox.send(line.array(), 0, line.length());
        told = true;
    }

    /** Whether anything was told. */
    boolean hasTold() {
        return told;
    }
}
