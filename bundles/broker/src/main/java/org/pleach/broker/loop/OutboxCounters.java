package org.pleach.broker.loop;

import org.pleach.broker.BrokerCounter;
import org.pleach.broker.OutboxOwner;
import org.pleach.counters.Counters;

/** Counts what becomes of outboxes. */
public record OutboxCounters(Counters<BrokerCounter> counters) {

    void slowConsumer(OutboxOwner.Reason reason) {
        counters.increment(switch (reason) {
            case MAX_PENDING -> BrokerCounter.SLOW_CONSUMERS_MAX_PENDING;
            case WRITE_DEADLINE -> BrokerCounter.SLOW_CONSUMERS_WRITE_DEADLINE;
        });
    }

    void dropped(long bytes) {
        if (bytes > 0) {
            counters.add(BrokerCounter.DROPPED_BYTES, bytes);
        }
    }
}
