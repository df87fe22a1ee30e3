package org.pleach.broker.delivery;

import java.util.concurrent.ThreadLocalRandom;
import org.pleach.broker.LocalReceiver;
import org.pleach.broker.Message;
import org.pleach.broker.Subscription;
import org.pleach.broker.Turn;

/** What another account publishes and this one gets. */
record StreamImport(SubjectSpace from, ImportedSubject subject) {

    /** The subscription there that serves one here; null if that wants nothing of it. */
    Subscription shadow(Subscription here) {
        byte[] wanted = subject.wantedThere(here.subject());
        return wanted == null ? null
                : Subscription.local(new Shadow(here, subject.same() ? null : subject), wanted, here.queue(), here.sid());
    }

    /** Whether a subscription serves one of another account: as in nats-server what is imported is not imported further. */
    static boolean isShadow(Subscription subscription) {
        return subscription.local() instanceof Shadow;
    }

    /** Hands on under the subject it has here. {@code renamed} is null if that is the same. */
    private record Shadow(Subscription here, ImportedSubject renamed) implements LocalReceiver {

        @Override
        public Kind kind() {
            return here.receiver().kind();
        }

        @Override
        public boolean deliver(Turn turn, Message message, Subscription subscription) {
            Message known = renamed == null ? message
                    : message.withSubject(renamed.toHere(), ThreadLocalRandom.current()::nextInt);
            return here.local().deliver(turn, known, here);
        }
    }
}
