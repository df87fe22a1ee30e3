package org.pleach.broker.operator;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The networks that a user may come from. */
final class SourceNetworks {

    private SourceNetworks() { }

    /**
     * Whether an address is in one of them, or there are none.
     *
     * @param networks in CIDR notation; one that is none lets nobody in, as in nats-server
     * @param host     an IP address; anything else is in no network
     */
    static boolean allow(List<String> networks, String host) {
        if (networks.isEmpty()) {
            return true;
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
        if (bytes == null) {
            return false;
        }
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(bytes), 0);
            for (String network : networks) {
                if (rule(network).matches(address)) {
                    return true;
                }
            }
        } catch (UnknownHostException | IllegalArgumentException e) {
            return false;
        }
        return false;
    }

    private static IpSubnetFilterRule rule(String network) {
        int slash = network.indexOf('/');
        // Only an address: a name would be looked up.
        if (slash < 0 || NetUtil.createByteArrayFromIpAddressString(network.substring(0, slash)) == null) {
            throw new IllegalArgumentException("expected ADDRESS/BITS");
        }
        return new IpSubnetFilterRule(network.substring(0, slash), Integer.parseInt(network.substring(slash + 1)),
                IpFilterRuleType.ACCEPT);
    }
}
