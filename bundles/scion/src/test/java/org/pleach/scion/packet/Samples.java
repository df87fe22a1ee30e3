package org.pleach.scion.packet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.pleach.path.IsdAs;

/** Packets and paths made for tests. */
final class Samples {

    static final IsdAs LOCAL = IsdAs.parse("18-ffaa:1:10bf");
    static final IsdAs REMOTE = IsdAs.parse("18-ffaa:1:10a0");

    private Samples() { }

    static HostAddress host(String literal) {
        try {
            return HostAddress.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A path whose segments have so many hops. */
    static byte[] path(int currentHop, int... segments) {
        List<DataPath.Segment> list = new ArrayList<>();
        int hop = 0;
        int currentInfo = 0;
        for (int i = 0; i < segments.length; i++) {
            List<DataPath.Hop> hops = new ArrayList<>();
            for (int j = 0; j < segments[i]; j++) {
                currentInfo = hop == currentHop ? i : currentInfo;
                hops.add(new DataPath.Hop(false, false, 63, hop, hop + 1, 0x010203040506L * (hop + 1)));
                hop++;
            }
            list.add(new DataPath.Segment(new DataPath.Info(i % 2 == 1, false, 1000 + i, 1_795_484_372L + i), hops));
        }
        return new DataPath.Scion(currentInfo, currentHop, list).toBytes();
    }

    static ScionHeader header(byte[] path) {
        return ScionHeader.of(0x12345, REMOTE, host("10.0.0.2"), LOCAL, host("fd00::1"), path);
    }
}
