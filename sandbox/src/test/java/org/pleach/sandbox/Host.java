package org.pleach.sandbox;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.pleach.path.IsdAs;
import org.pleach.scion.daemon.DaemonPath;
import org.pleach.scion.packet.HostAddress;
import org.pleach.scion.packet.Packet;
import org.pleach.scion.packet.PacketView;
import org.pleach.scion.packet.ScionHeader;
import org.pleach.scion.packet.ScmpMessage;
import org.pleach.scion.packet.ScmpTemplate;
import org.pleach.scion.packet.UdpTemplate;

/** A host in an AS, with a blocking socket: what end hosts do, in small. */
public final class Host implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int FLOW = 1;

    private final IsdAs isdAs;
    private final DatagramSocket socket;

    public Host(String isdAs) throws IOException {
        this.isdAs = IsdAs.parse(isdAs);
        this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    public IsdAs isdAs() {
        return isdAs;
    }

    public int port() {
        return socket.getLocalPort();
    }

    public void send(DaemonPath path, Host to, String payload) throws IOException {
        send(path, to, payload.getBytes(StandardCharsets.UTF_8));
    }

    public void send(DaemonPath path, Host to, byte[] payload) throws IOException {
        ByteBuf out = Unpooled.buffer();
        new UdpTemplate(header(path, to.isdAs), port(), to.port())
                .write(out, Unpooled.wrappedBuffer(payload), 0, payload.length);
        transmit(out, nextHop(path));
    }

    /** Sends an SCMP message, for instance an echo request with {@link #port()} as its identifier. */
    public void send(DaemonPath path, IsdAs to, ScmpMessage message) throws IOException {
        ByteBuf out = Unpooled.buffer();
        new ScmpTemplate(header(path, to)).write(out, message);
        transmit(out, nextHop(path));
    }

    /** Answers {@code received} with the path reversed. */
    public void reply(Received received, String payload) throws IOException {
        PacketView view = new PacketView();
        view.parseForHost(Unpooled.wrappedBuffer(received.bytes()));
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        ByteBuf out = Unpooled.buffer();
        new UdpTemplate(ScionHeader.replyTo(view), port(), view.sourcePort())
                .write(out, Unpooled.wrappedBuffer(bytes), 0, bytes.length);
        transmit(out, received.from());
    }

    private void transmit(ByteBuf packet, InetSocketAddress to) throws IOException {
        byte[] bytes = ByteBufUtil.getBytes(packet);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private ScionHeader header(DaemonPath path, IsdAs to) {
        HostAddress loopback = HostAddress.of(socket.getLocalAddress());
        return ScionHeader.of(FLOW, to, loopback, isdAs, loopback, path.raw());
    }

    private static InetSocketAddress nextHop(DaemonPath path) {
        int colon = path.nextHop().lastIndexOf(':');
        byte[] address = NetUtil.createByteArrayFromIpAddressString(path.nextHop().substring(0, colon));
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address),
                    Integer.parseInt(path.nextHop().substring(colon + 1)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next packet; fails after five seconds. */
    public Received receive() throws IOException {
        byte[] buffer = new byte[65_536];
        DatagramPacket datagram = new DatagramPacket(buffer, buffer.length);
        socket.receive(datagram);
        byte[] bytes = java.util.Arrays.copyOf(buffer, datagram.getLength());
        PacketView view = new PacketView();
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        if (!view.parseForHost(in).isOk() || !view.verifyChecksum().isOk()) {
            throw new IOException("a packet that is no SCION packet for a host: " + ByteBufUtil.hexDump(in));
        }
        return new Received(Packet.of(view), bytes, (InetSocketAddress) datagram.getSocketAddress());
    }

    /** Whether nothing comes for a while. */
    public boolean hearsNothing(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            receive();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(TIMEOUT_MILLIS);
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    public record Received(Packet packet, byte[] bytes, InetSocketAddress from) {

        public String text() {
            return new String(((Packet.Udp) packet.upper()).payload().toArray(), StandardCharsets.UTF_8);
        }

        public ScmpMessage scmp() {
            return ((Packet.Scmp) packet.upper()).message();
        }
    }
}
