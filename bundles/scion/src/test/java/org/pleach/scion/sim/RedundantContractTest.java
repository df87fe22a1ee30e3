package org.pleach.scion.sim;

import java.util.Optional;
import org.pleach.path.scheduler.PathScheduler;
import org.pleach.path.scheduler.redundant.RedundantPathScheduler;

/** Everything on two paths. */
class RedundantContractTest extends PathSchedulerContract {

    @Override
    protected Optional<PathScheduler> scheduler() {
        return Optional.of(new RedundantPathScheduler());
    }
}
