package org.pleach.sandbox;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Gives addresses to what the file gives none: the n-th AS has the n-th block of 256 addresses after the base, .1 for its
 * router, .3 for its daemon, .10 and up for its ends of links. A base that does not end in .0 is used for everything.
 * All ports are 0: any free one.
 */
final class AddressPlan {

    private static final int ROUTER = 1;
    private static final int DAEMON = 3;
    private static final int LINKS = 10;

    private final byte[] base;

    AddressPlan(InetAddress base) {
        this.base = base.getAddress();
    }

    InetSocketAddress router(int as) {
        return at(as, ROUTER);
    }

    InetSocketAddress daemon(int as) {
        return at(as, DAEMON);
    }

    InetSocketAddress linkEnd(int as, int ordinal) {
        return at(as, LINKS + ordinal % 240);
    }

    private InetSocketAddress at(int as, int last) {
        byte[] address = base.clone();
        if (base.length == 4 && base[3] == 0) {
            int block = (base[2] & 0xFF) + as;
            address[1] += (byte) (block >> 8);
            address[2] = (byte) block;
            address[3] = (byte) last;
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), 0);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + address.length + " bytes", e);
        }
    }
}
