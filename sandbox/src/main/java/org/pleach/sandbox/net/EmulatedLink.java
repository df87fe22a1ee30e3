package org.pleach.sandbox.net;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.pleach.sandbox.LinkSpec;
import org.pleach.sandbox.link.LinkDirection;

/** A link with its two directions and the routers at its ends. Safe to use from any thread. */
public final class EmulatedLink {

    private final LinkSpec spec;
    private final BorderRouter routerA;
    private final BorderRouter routerB;
    private final Delayer delayer;
    private ScheduledFuture<?> notice;

    /** Runs something later; on whatever thread. */
    public interface Delayer {
        /** Once, after a delay; may be cancelled. */
        ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit);
    }

    /** Between two routers whose sockets are connected. */
    public EmulatedLink(LinkSpec spec, BorderRouter routerA, BorderRouter routerB, Delayer delayer) {
        this.spec = spec;
        this.routerA = routerA;
        this.routerB = routerB;
        this.delayer = delayer;
    }

    /** What the topology says about it. */
    public LinkSpec spec() {
        return spec;
    }

    /** The direction that starts at an end. */
    public LinkDirection direction(LinkSpec.End sender) {
        return (sender.equals(spec.a()) ? routerA : routerB).link(sender.interfaceId());
    }

    /** Makes packets vanish in the direction that starts at an end. */
    public void cut(LinkSpec.End sender) {
        direction(sender).setCut(true);
    }

    /** Makes the routers at both ends notice that the link is down, now or later. */
    public synchronized void noticeAfter(Duration delay) {
        cancelNotice();
        if (delay.isZero()) {
            setUp(false);
        } else {
            notice = delayer.schedule(() -> setUp(false), delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Makes the link as the topology says. */
    public synchronized void heal() {
        cancelNotice();
        for (LinkDirection direction : new LinkDirection[] {direction(spec.a()), direction(spec.b())}) {
            direction.setConditions(spec.emulated());
            direction.setCut(false);
        }
        setUp(true);
    }

    /** Forgets what is still to come; for closing. */
    public synchronized void cancelNotice() {
        if (notice != null) {
            notice.cancel(false);
            notice = null;
        }
    }

    private void setUp(boolean up) {
        routerA.setInterfaceUp(spec.a().interfaceId(), up);
        routerB.setInterfaceUp(spec.b().interfaceId(), up);
    }
}
