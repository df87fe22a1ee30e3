package org.example.pleach.twice;

import java.util.Optional;
import org.pleach.path.scheduler.PathScheduler;
import org.pleach.scion.sim.PathSchedulerContract;

/** What every path scheduler must do, on a simulated network. */
class SmallTwiceContractTest extends PathSchedulerContract {

    @Override
    protected Optional<PathScheduler> scheduler() {
        return Optional.of(new SmallTwiceScheduler());
    }
}
