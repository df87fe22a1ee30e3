package org.example.pleach.twice;

import java.util.List;
import org.pleach.path.scheduler.Datagram;
import org.pleach.path.scheduler.PathControl;
import org.pleach.path.scheduler.PeerPath;
import org.pleach.path.scheduler.PeerScheduler;

/** For one peer: what {@code failover} does, and copies of what is small over the next trusted path. */
final class SmallTwice<P extends PeerPath> implements PeerScheduler<P> {

    static final int SMALL = 300;

    private final PathControl<P> control;
    private final PeerScheduler<P> failover;

    SmallTwice(PathControl<P> control) {
        this.control = control;
        this.failover = control.failover();
    }

    @Override
    public void send(Datagram<P> datagram, long now) {
        failover.send(datagram, now);
        if (datagram.length() <= SMALL) {
            P second = second();
            if (second != null) {
                datagram.sendOver(second);
            }
        }
    }

    /** No iterator: this is called for every datagram. */
    private P second() {
        List<P> paths = control.paths();
        for (int i = 0; i < paths.size(); i++) {
            P path = paths.get(i);
            if (path != control.active() && path.isTrusted()) {
                return path;
            }
        }
        return null;
    }

    @Override
    public void received(P path, long now) {
        failover.received(path, now);
    }

    @Override
    public boolean wantsConfirmation(P path) {
        return failover.wantsConfirmation(path);
    }

    @Override
    public void confirmed(P path, long now) {
        failover.confirmed(path, now);
    }

    @Override
    public void copied(P path, long now) {
        failover.copied(path, now);
    }

    @Override
    public void pathsChanged(String reason, boolean byPolicy, long now) {
        failover.pathsChanged(reason, byPolicy, now);
    }

    @Override
    public void trustChanged(P path, String reason, long now) {
        failover.trustChanged(path, reason, now);
    }

    @Override
    public void suspected(P path, String reason, long now) {
        failover.suspected(path, reason, now);
    }

    @Override
    public void probeAnswered(P path, long now) {
        failover.probeAnswered(path, now);
    }

    @Override
    public void probeLost(P path, long now) {
        failover.probeLost(path, now);
    }

    @Override
    public long onTime(long now) {
        return failover.onTime(now);
    }

    @Override
    public void close() {
        failover.close();
    }
}
