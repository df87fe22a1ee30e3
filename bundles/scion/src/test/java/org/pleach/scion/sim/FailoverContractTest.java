package org.pleach.scion.sim;

import java.util.Optional;
import org.pleach.path.scheduler.PathScheduler;

/** The built-in scheduler. */
class FailoverContractTest extends PathSchedulerContract {

    @Override
    protected Optional<PathScheduler> scheduler() {
        return Optional.empty();
    }
}
