package org.example.pleach.twice;

import org.osgi.service.component.annotations.Component;
import org.pleach.path.scheduler.PathControl;
import org.pleach.path.scheduler.PathScheduler;
import org.pleach.path.scheduler.PeerPath;
import org.pleach.path.scheduler.PeerScheduler;

/** Sends small datagrams on a second path as well. */
@Component(property = PathScheduler.NAME + "=small-twice")
public final class SmallTwiceScheduler implements PathScheduler {

    @Override
    public <P extends PeerPath> PeerScheduler<P> create(PathControl<P> control) {
        return new SmallTwice<>(control);
    }
}
