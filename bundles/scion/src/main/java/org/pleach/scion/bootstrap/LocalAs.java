package org.pleach.scion.bootstrap;

import java.util.concurrent.CompletionStage;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.scion.daemon.InterfacesResponse;
import org.pleach.scion.path.PathLookup;

/** What an end host needs of the AS it is in. Any thread; nothing blocks. */
public interface LocalAs {

    /** Its number. */
    IsdAs isdAs();

    /** Paths that begin in it. */
    PathLookup paths();

    /** Its border routers. */
    CompletionStage<InterfacesResponse> routers();

    /** An interface on the way to somebody is down. */
    void reportDown(PathInterface failed);
}
