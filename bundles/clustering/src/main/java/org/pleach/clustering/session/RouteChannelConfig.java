package org.pleach.clustering.session;

import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.RecvByteBufAllocator;

/** A route channel's options. Where to read into is up to the first connection; the others bring their own. */
final class RouteChannelConfig extends DefaultChannelConfig {

    private final Link first;

    RouteChannelConfig(RouteChannel route, Link first) {
        super(route);
        this.first = first;
    }

    @Override
    public RouteChannelConfig setRecvByteBufAllocator(RecvByteBufAllocator allocator) {
        super.setRecvByteBufAllocator(allocator);
        // Called by the constructor of the superclass, too: then there is nothing to set yet.
        if (first != null) {
            first.channel().config().setRecvByteBufAllocator(allocator);
        }
        return this;
    }
}
