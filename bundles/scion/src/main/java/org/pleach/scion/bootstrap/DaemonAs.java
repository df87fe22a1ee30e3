package org.pleach.scion.bootstrap;

import java.util.concurrent.CompletionStage;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.scion.daemon.DaemonClient;
import org.pleach.scion.daemon.InterfacesResponse;
import org.pleach.scion.path.PathLookup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The AS of a daemon. */
record DaemonAs(IsdAs isdAs, DaemonClient daemon, PathLookup paths) implements LocalAs {

    private static final Logger LOG = LoggerFactory.getLogger(DaemonAs.class);

    @Override
    public CompletionStage<InterfacesResponse> routers() {
        return daemon.interfaces();
    }

    /** As every end host does: the daemon then leaves paths over the interface out for a while. */
    @Override
    public void reportDown(PathInterface failed) {
        daemon.notifyInterfaceDown(failed).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.debug("Cannot tell the SCION daemon that {} is down: {}", failed, failure.getMessage());
            }
        });
    }
}
