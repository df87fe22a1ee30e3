package org.pleach.scion.bootstrap;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.scion.daemon.InterfacesResponse;
import org.pleach.scion.path.PathLookup;

/** The AS of a topology. */
record TopologyAs(Topology topology, PathLookup paths) implements LocalAs {

    @Override
    public IsdAs isdAs() {
        return topology.isdAs();
    }

    @Override
    public CompletionStage<InterfacesResponse> routers() {
        return CompletableFuture.completedFuture(new InterfacesResponse(topology.routers()));
    }

    /** Nobody to tell: control services take no such reports from end hosts. */
    @Override
    public void reportDown(PathInterface failed) { }
}
