package org.pleach.sandbox.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.pleach.path.IsdAs;
import org.pleach.scion.packet.PacketView;
import org.pleach.scion.packet.Protocol;
import org.pleach.scion.packet.ScionHeader;
import org.pleach.scion.packet.ScmpMessage;
import org.pleach.scion.packet.ScmpTemplate;
import org.pleach.scion.packet.ScmpType;
import org.pleach.scion.packet.ScmpView;

/**
 * What listens on the end-host port of a host: answers SCMP echo and traceroute requests, and nothing else. It holds no
 * state, so one serves hosts of several ASes on the same address.
 */
public final class EchoShim extends ChannelInboundHandlerAdapter {

    private final PacketView packet = new PacketView();
    private final ScmpView scmp = new ScmpView();
    private DatagramChannel channel;

    private EchoShim() { }

    /**
     * Opens the port and waits for it; shares it with other processes that do the same where the platform can.
     *
     * @throws IOException if it cannot be opened
     */
    public static EchoShim open(DatagramSockets sockets, EventLoop loop, InetSocketAddress address)
            throws IOException {
        EchoShim shim = new EchoShim();
        shim.channel = sockets.openShared(loop, address, shim);
        shim.channel.config().setAutoRead(true);
        return shim;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket datagram = (DatagramPacket) message;
        try {
            ScmpMessage reply = reply(datagram.content());
            if (reply != null && context.channel().isWritable()) {
                ByteBuf out = context.alloc().buffer();
                new ScmpTemplate(ScionHeader.replyTo(packet)).write(out, reply);
                context.write(new DatagramPacket(out, datagram.sender()), context.voidPromise());
            }
        } catch (IllegalArgumentException e) {
            // A path that cannot be reversed leaves nothing to answer on.
        } finally {
            datagram.release();
        }
    }

    private ScmpMessage reply(ByteBuf bytes) {
        if (!packet.parseForHost(bytes).isOk() || packet.protocol() != Protocol.SCMP
                || !packet.verifyChecksum().isOk() || !scmp.wrap(packet).isOk()) {
            return null;
        }
        return switch (scmp.type()) {
            case ScmpType.ECHO_REQUEST -> ((ScmpMessage.EchoRequest) ScmpMessage.of(scmp)).reply();
            case ScmpType.TRACEROUTE_REQUEST -> new ScmpMessage.TracerouteReply(scmp.identifier(), scmp.sequence(),
                    new IsdAs(scmp.isdAs()), scmp.interfaceId());
            default -> null;
        };
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A host that asked and went away: its port is unreachable, which concerns nobody else.
    }

    /** Closes the port and waits for it; not on an event loop. */
    public void close() {
        BoundedWait.await("SCMP echo at " + channel.localAddress(), channel.close());
    }
}
