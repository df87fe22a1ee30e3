package org.pleach.broker.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.util.concurrent.EventExecutor;

/**
 * Tells the outbox of each write that is through, whichever way. The one instance is given to every write of a channel, so
 * it never becomes done: an object for every write would be the only garbage of the way out.
 */
final class WriteCompletion extends DefaultChannelPromise {

    private final ChannelOutbox outbox;

    WriteCompletion(Channel channel, EventExecutor executor, ChannelOutbox outbox) {
        super(channel, executor);
        this.outbox = outbox;
    }

    @Override
    public boolean trySuccess(Void result) {
        outbox.written();
        return true;
    }

    @Override
    public boolean trySuccess() {
        outbox.written();
        return true;
    }

    @Override
    public ChannelPromise setSuccess(Void result) {
        outbox.written();
        return this;
    }

    @Override
    public ChannelPromise setSuccess() {
        outbox.written();
        return this;
    }

    @Override
    public boolean tryFailure(Throwable cause) {
        outbox.written();
        return true;
    }

    @Override
    public ChannelPromise setFailure(Throwable cause) {
        outbox.written();
        return this;
    }

    @Override
    public boolean setUncancellable() {
        return true;
    }
}
