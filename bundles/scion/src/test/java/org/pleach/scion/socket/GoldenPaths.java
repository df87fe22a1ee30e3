package org.pleach.scion.socket;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.pleach.path.IsdAs;
import org.pleach.scion.daemon.DaemonPath;
import org.pleach.scion.daemon.GoldenCall;
import org.pleach.scion.daemon.PathsResponse;
import org.pleach.scion.path.ScionPath;

/** The five paths between X and Y of the golden network, either way. */
final class GoldenPaths {

    private GoldenPaths() { }

    static List<ScionPath> between(IsdAs from, IsdAs to) {
        String call = from.equals(IsdAs.parse("1-ff00:0:111")) ? "paths-x-y" : "paths-y-x";
        List<ScionPath> paths = new ArrayList<>();
        for (DaemonPath path : PathsResponse.decode(GoldenCall.of(call).response()).paths()) {
            String[] hop = path.nextHop().split(":");
            paths.add(ScionPath.listed(from, to, path.metadata(), path.expiry(), path.raw(),
                    new InetSocketAddress(hop[0], Integer.parseInt(hop[1]))));
        }
        return paths;
    }
}
