package org.pleach.sandbox.daemon;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;

/** Underlay addresses as daemons write them. */
final class Addresses {

    private Addresses() { }

    /** {@code 127.0.0.1:30042} or {@code [::1]:30042}. */
    static String text(InetSocketAddress address) {
        return NetUtil.toSocketAddressString(address);
    }
}
