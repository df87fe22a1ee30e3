package org.pleach.scion.path;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.scion.daemon.DaemonPath;
import org.pleach.scion.packet.RawPath;
import org.pleach.scion.packet.Reason;

/** Turns a daemon's answer into paths. A daemon is trusted to be honest, not to be free of errors. */
public final class PathAnswer {

    private final IsdAs source;
    private final IsdAs destination;
    private final Instant now;
    private final Consumer<String> refused;

    /** @param refused is told why a path is left out */
    PathAnswer(IsdAs source, IsdAs destination, Instant now, Consumer<String> refused) {
        this.source = source;
        this.destination = destination;
        this.now = now;
        this.refused = refused;
    }

    List<ScionPath> paths(List<DaemonPath> answer) {
        List<ScionPath> paths = new ArrayList<>(answer.size());
        for (DaemonPath path : answer) {
            try {
                paths.add(path(path));
            } catch (IllegalArgumentException e) {
                refused.accept(e.getMessage());
            }
        }
        return paths;
    }

    private ScionPath path(DaemonPath path) {
        if (!path.expiry().isAfter(now)) {
            throw new IllegalArgumentException("the path expired at " + path.expiry());
        }
        if (path.raw().length == 0) {
            if (!source.equals(destination)) {
                throw new IllegalArgumentException("an empty path to another AS");
            }
            return ScionPath.inside(source, path.metadata().mtu(), path.expiry());
        }
        Reason reason = RawPath.check(path.raw());
        if (!reason.isOk()) {
            throw new IllegalArgumentException("raw path: " + reason.text());
        }
        checkEnds(path.metadata().interfaces());
        return ScionPath.listed(source, destination, path.metadata(), path.expiry(), path.raw(),
                underlay(path.nextHop()));
    }

    private void checkEnds(List<PathInterface> interfaces) {
        if (interfaces.isEmpty() || interfaces.size() % 2 != 0
                || !interfaces.get(0).isdAs().equals(source)
                || !interfaces.get(interfaces.size() - 1).isdAs().equals(destination)) {
            throw new IllegalArgumentException("interfaces: expected both ends of each link from " + source + " to "
                    + destination + ", got " + interfaces);
        }
    }

    /** Reads {@code ip:port} without any look-up. */
    public static InetSocketAddress underlay(String text) {
        int colon = text.lastIndexOf(':');
        byte[] host = colon < 0 ? null : NetUtil.createByteArrayFromIpAddressString(text.substring(0, colon));
        try {
            int port = host == null ? 0 : Integer.parseInt(text.substring(colon + 1));
            if (port > 0 && port <= 65535) {
                return new InetSocketAddress(InetAddress.getByAddress(host), port);
            }
        } catch (NumberFormatException | UnknownHostException e) {
            // told below, in the one form that all refusals have
        }
        throw new IllegalArgumentException("next hop: expected ip:port, got \"" + text + '"');
    }
}
