package org.pleach.sandbox.net;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.pleach.sandbox.LinkSpec;
import org.pleach.sandbox.link.LinkDirection;

/** A link with its two directions and the routers at its ends. Safe to use from any thread. */
public final class EmulatedLink {

    private volatile LinkSpec spec;
    private final BorderRouter routerA;
    private final BorderRouter routerB;
    private final Delayer delayer;
    private final SplittableRandom random;
    private ScheduledFuture<?> notice;
    private Flapping flapping;

    /** Runs something later; on whatever thread. */
    public interface Delayer {
        /** Once, after a delay; may be cancelled. */
        ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit);
    }

    /**
     * Between two routers whose sockets are connected.
     *
     * @param seed decides on when it flaps
     */
    public EmulatedLink(LinkSpec spec, BorderRouter routerA, BorderRouter routerB, Delayer delayer, long seed) {
        this.spec = spec;
        this.routerA = routerA;
        this.routerB = routerB;
        this.delayer = delayer;
        this.random = new SplittableRandom(seed);
    }

    /** What the topology says about it. */
    public LinkSpec spec() {
        return spec;
    }

    /** An end has another number. */
    public void renumbered(LinkSpec newSpec) {
        spec = newSpec;
    }

    /** The direction that starts at an end. */
    public LinkDirection direction(LinkSpec.End sender) {
        return (sender.isdAs().equals(spec.a().isdAs()) ? routerA : routerB).link(sender.interfaceId());
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

    /**
     * Cuts both directions now, and from then on heals and cuts them in turn.
     *
     * @param least the shortest time that it stays cut or whole
     * @param most  the longest
     */
    public synchronized void flap(Duration least, Duration most) {
        Flapping next = new Flapping(this, delayer, random, least, most);
        stopFlapping();
        flapping = next;
        next.start();
    }

    void setCut(boolean cut) {
        direction(spec.a()).setCut(cut);
        direction(spec.b()).setCut(cut);
    }

    private void stopFlapping() {
        if (flapping != null) {
            flapping.stop();
            flapping = null;
        }
    }

    /** Makes the router at an end answer greater packets with "packet too big"; 0 for no limit. Not on an event loop. */
    public void reportTooBig(LinkSpec.End sender, int mtu) {
        (sender.isdAs().equals(spec.a().isdAs()) ? routerA : routerB).setInterfaceMtu(sender.interfaceId(), mtu);
    }

    /** Makes the link as the topology says. Not on an event loop. */
    public void heal() {
        // Waits for event loops, which may wait for this link's monitor.
        reportTooBig(spec.a(), 0);
        reportTooBig(spec.b(), 0);
        mend();
    }

    private synchronized void mend() {
        stopTimers();
        for (LinkDirection direction : new LinkDirection[] {direction(spec.a()), direction(spec.b())}) {
            direction.setConditions(spec.emulated());
            direction.setCut(false);
        }
        setUp(true);
    }

    /** Forgets what is still to come; for closing. */
    public synchronized void stopTimers() {
        stopFlapping();
        cancelNotice();
    }

    private void cancelNotice() {
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
