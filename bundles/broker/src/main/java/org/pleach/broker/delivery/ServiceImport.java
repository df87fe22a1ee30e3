package org.pleach.broker.delivery;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.pleach.broker.AccountOptions.Export;
import org.pleach.broker.LocalReceiver;
import org.pleach.broker.Message;
import org.pleach.broker.Subscription;
import org.pleach.broker.Turn;
import org.pleach.routing.SubjectTransform;

/** A service of another account that this one uses: a subscription here that sends requests there, with a way back. */
final class ServiceImport implements LocalReceiver {

    private static final byte[] NO_SID = {};

    private final SubjectSpace here;
    private final SubjectSpace there;
    private final ImportedSubject subject;
    private final Export export;
    private final NestedPublishers nested;
    private final Subscription subscription;

    ServiceImport(SubjectSpace here, SubjectSpace there, ImportedSubject subject, Export export, NestedPublishers nested) {
        this.here = here;
        this.there = there;
        this.subject = subject;
        this.export = export;
        this.nested = nested;
        this.subscription = Subscription.local(this, subject.here(), null, NO_SID);
    }

    Subscription subscription() {
        return subscription;
    }

    @Override
    public Kind kind() {
        return Kind.IMPORT;
    }

    @Override
    public boolean deliver(Turn turn, Message message, Subscription wanted) {
        SubjectTransform transform = subject.toThere();
        byte[] target = new byte[transform.bound(message.subjectLength())];
        int length = transform.put(message.names(), 0, message.subjectLength(), target,
                ThreadLocalRandom.current()::nextInt);
        byte[] request = Arrays.copyOf(target, length);
        if (message.replyLength() == 0) {
            return nested.publish(turn, there, message, request, null) > 0;
        }
        byte[] reply = Arrays.copyOfRange(message.names(), message.subjectLength(),
                message.subjectLength() + message.replyLength());
        byte[] wayBack = there.replies().expect(here, reply, export);
        boolean delivered = nested.publish(turn, there, message, request, wayBack) > 0;
        if (!delivered) {
            there.replies().forget(wayBack);
        }
        return delivered;
    }
}
