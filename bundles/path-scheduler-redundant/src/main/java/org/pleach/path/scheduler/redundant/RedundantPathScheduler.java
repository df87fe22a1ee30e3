package org.pleach.path.scheduler.redundant;

import org.osgi.service.component.annotations.Component;
import org.pleach.path.scheduler.PathControl;
import org.pleach.path.scheduler.PathScheduler;
import org.pleach.path.scheduler.PeerPath;
import org.pleach.path.scheduler.PeerScheduler;

/** Every datagram on two paths that have as little in common as possible: {@code path_mode: redundant}. */
@Component(property = PathScheduler.NAME + "=redundant")
public final class RedundantPathScheduler implements PathScheduler {

    @Override
    public <P extends PeerPath> PeerScheduler<P> create(PathControl<P> control) {
        return new RedundantScheduler<>(control);
    }
}
