package org.pleach.broker.session;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;

/** Gives each accepted channel its session. */
@ChannelHandler.Sharable
public final class ClientInitializer extends ChannelInitializer<Channel> {

    private final ClientEnvironment environment;

    /** Sessions that share {@code environment}. */
    public ClientInitializer(ClientEnvironment environment) {
        this.environment = environment;
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.pipeline().addLast(new ClientSession(environment, channel));
    }
}
