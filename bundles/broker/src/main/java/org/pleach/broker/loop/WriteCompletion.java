package org.pleach.broker.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.util.concurrent.EventExecutor;

/**
 * Tells a writer of each write that is through, whichever way. The one instance is given to every write of a channel, so
 * it never becomes done: an object for every write would be the only garbage of the way out.
 */
final class WriteCompletion extends DefaultChannelPromise {

    private final ChunkWriter writer;

    WriteCompletion(Channel channel, EventExecutor executor, ChunkWriter writer) {
        super(channel, executor);
        this.writer = writer;
    }

    @Override
    public boolean trySuccess(Void result) {
        writer.written();
        return true;
    }

    @Override
    public boolean trySuccess() {
        writer.written();
        return true;
    }

    @Override
    public ChannelPromise setSuccess(Void result) {
        writer.written();
        return this;
    }

    @Override
    public ChannelPromise setSuccess() {
        writer.written();
        return this;
    }

    @Override
    public boolean tryFailure(Throwable cause) {
        writer.failed();
        return true;
    }

    @Override
    public ChannelPromise setFailure(Throwable cause) {
        writer.failed();
        return this;
    }

    @Override
    public boolean setUncancellable() {
        return true;
    }
}
