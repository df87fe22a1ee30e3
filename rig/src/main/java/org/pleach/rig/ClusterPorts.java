package org.pleach.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports of a {@link ScionCluster}: those that its configuration files name, or free ones in their place.
 *
 * @param firstClient      4222 in the files
 * @param firstRoute       4248 in the files
 * @param secondClient     5222 in the files
 * @param secondRoute      5248 in the files
 * @param firstMonitoring  HTTP port of the first broker
 * @param secondMonitoring HTTP port of the second broker
 */
public record ClusterPorts(int firstClient, int firstRoute, int secondClient, int secondRoute, int firstMonitoring,
        int secondMonitoring) {

    /** As the configuration files have them, so that they are used word for word. */
    public static final ClusterPorts AS_WRITTEN = new ClusterPorts(4222, 4248, 5222, 5248, 8222, 9222);

    /** Ports that nobody uses now. */
    public static ClusterPorts free() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            int[] ports = sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
            return new ClusterPorts(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5]);
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    String apply(String configuration) {
        return configuration
                .replace("listen=4222", "listen=" + firstClient)
                .replace("listen=5222", "listen=" + secondClient)
                .replace(":4248", ":" + firstRoute)
                .replace(":5248", ":" + secondRoute);
    }
}
