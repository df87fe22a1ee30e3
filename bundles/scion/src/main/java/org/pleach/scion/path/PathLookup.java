package org.pleach.scion.path;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.pleach.path.IsdAs;

/** Where paths come from. Any thread; never blocks. */
public interface PathLookup {

    /**
     * The paths to an AS, in the order of the source; none if the AS is not known.
     *
     * @param refresh whether to look afresh instead of taking what is remembered
     */
    CompletionStage<List<ScionPath>> paths(IsdAs destination, boolean refresh);
}
