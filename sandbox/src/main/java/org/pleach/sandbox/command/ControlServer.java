package org.pleach.sandbox.command;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.pleach.sandbox.Sandbox;
import org.pleach.sandbox.SandboxException;
import org.pleach.sandbox.net.BoundedWait;
import org.pleach.transport.Network;

/**
 * The control port of a running sandbox, on loopback: takes a command in a line and answers with any number of lines that
 * begin with a blank and then one that is {@code ok} or begins with {@code error}. Lines are UTF-8 and end in LF.
 *
 * <p>Whoever can connect to loopback can control the sandbox. Commands are carried out one after the other on a thread of
 * the server's own, because some wait for event loops.
 */
public final class ControlServer implements AutoCloseable {

    /** Longest command, in bytes. */
    public static final int MAX_LINE = 1024;

    private static final int MAX_CONNECTIONS = 32;

    private final EventLoop loop;
    private final ServerChannel server;
    private final Interpreter interpreter;
    private final DefaultEventExecutor commands =
            new DefaultEventExecutor(new DefaultThreadFactory("sandbox-control", true));
    private final ChannelGroup connections = new DefaultChannelGroup("sandbox control", commands);

    private ControlServer(Sandbox sandbox, Network network) {
        this.interpreter = new Interpreter(sandbox);
        this.loop = network.eventLoops().next();
        this.server = network.newServerChannel();
    }

    /**
     * Opens the port and waits for it; not on an event loop.
     *
     * @param port 0 for any free one
     * @throws SandboxException if the port cannot be opened
     */
    public static ControlServer open(Sandbox sandbox, Network network, int port) {
        ControlServer control = new ControlServer(sandbox, network);
        control.server.pipeline().addLast(control.new Acceptor());
        InetSocketAddress wanted = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        ChannelFuture opened = control.loop.register(control.server).awaitUninterruptibly();
        if (opened.isSuccess()) {
            opened = control.server.bind(wanted).awaitUninterruptibly();
        }
        if (!opened.isSuccess()) {
            control.close();
            throw new SandboxException("cannot open the control port " + wanted + ": "
                    + opened.cause().getMessage(), opened.cause());
        }
        return control;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.localAddress();
    }

    /** Closes the port and all connections and ends the thread; not on an event loop. Closing twice is harmless. */
    @Override
    public void close() {
        BoundedWait.await("The control port", server.close());
        BoundedWait.await("The control port", connections.close());
        commands.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private final class Acceptor extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            Channel connection = (Channel) message;
            if (connections.size() >= MAX_CONNECTIONS) {
                connection.unsafe().closeForcibly();
                return;
            }
            connections.add(connection);
            connection.pipeline().addLast(new LineBasedFrameDecoder(MAX_LINE, true, true),
                    new StringDecoder(StandardCharsets.UTF_8), new CommandHandler(interpreter, commands));
            loop.register(connection);
        }
    }
}
