package org.pleach.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.pleach.path.IsdAs;
import org.pleach.sandbox.link.LinkDirection;
import org.pleach.sandbox.net.EmulatedLink;

/**
 * What can go wrong on one link, in both directions or, after {@link #from}, in one. Takes effect at once, for packets
 * that are on the link too. Safe to use from any thread.
 */
public final class LinkFaults {

    private final EmulatedLink link;
    private final List<LinkSpec.End> senders;

    LinkFaults(EmulatedLink link) {
        this(link, List.of(link.spec().a(), link.spec().b()));
    }

    private LinkFaults(EmulatedLink link, List<LinkSpec.End> senders) {
        this.link = link;
        this.senders = senders;
    }

    /** The link's name. */
    public String name() {
        return link.spec().name();
    }

    /**
     * Only the direction that starts in an AS.
     *
     * @throws IllegalArgumentException if the link does not touch the AS
     */
    public LinkFaults from(IsdAs sender) {
        return new LinkFaults(link, List.of(link.spec().endIn(sender)));
    }

    /** Cuts the link. If it is noticed, then at both ends, even if only one direction is cut, as BFD has it. */
    public void cut(Cut how) {
        senders.forEach(link::cut);
        how.noticedAfter().ifPresent(link::noticeAfter);
    }

    /** Makes the link as the topology says, in both directions whatever {@link #from} said: whole, no other fault. */
    public void heal() {
        link.heal();
    }

    /** Delays packets by so much more than the topology says. */
    public void extraDelay(Duration delay) {
        change(now -> now.withLatencyNanos(link.spec().emulated().latencyNanos() + delay.toNanos()));
    }

    /** Loses a share of the packets, 0 to 1. */
    public void drop(double share) {
        change(now -> now.withLoss(share));
    }

    /** Delivers a share of the packets twice, 0 to 1. */
    public void duplicate(double share) {
        change(now -> now.withDuplicate(share));
    }

    /** Lets a share of the packets, 0 to 1, be overtaken by later ones. */
    public void reorder(double share) {
        change(now -> now.withReorder(share));
    }

    /** Limits the rate, in kbit/s; 0 for no limit. */
    public void rate(long kbits) {
        change(now -> now.withRateKbits(kbits));
    }

    /** Drops packets of more than so many bytes, SCION header included; 0 for no limit. The MTU announced stays. */
    public void mtu(int bytes) {
        change(now -> now.withMtu(bytes));
    }

    /**
     * As {@link #mtu}, but the router before the link answers with SCMP "packet too big". Routers of the reference never
     * do; others may.
     */
    public void mtuWithScmp(int bytes) {
        mtu(bytes);
        senders.forEach(sender -> link.reportTooBig(sender, bytes));
    }

    /**
     * Cuts the link in silence now, and from then on heals and cuts it in turn, in both directions whatever {@link #from}
     * said, until {@link #heal}.
     *
     * @param least the shortest time that it stays cut or whole, greater than 0
     * @param most  the longest
     */
    public void flap(Duration least, Duration most) {
        link.flap(least, most);
    }

    /** What a direction does to packets now. */
    public LinkConditions conditions(IsdAs sender) {
        return link.direction(link.spec().endIn(sender)).conditions();
    }

    /** Whether packets vanish in the direction that starts in an AS. */
    public boolean isCut(IsdAs sender) {
        return link.direction(link.spec().endIn(sender)).isCut();
    }

    private void change(UnaryOperator<LinkConditions> change) {
        for (LinkSpec.End sender : senders) {
            LinkDirection direction = link.direction(sender);
            direction.setConditions(change.apply(direction.conditions()));
        }
    }
}
