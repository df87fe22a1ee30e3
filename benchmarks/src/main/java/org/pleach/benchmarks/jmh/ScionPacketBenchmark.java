package org.pleach.benchmarks.jmh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.pleach.path.IsdAs;
import org.pleach.scion.packet.HostAddress;
import org.pleach.scion.packet.PacketView;
import org.pleach.scion.packet.Reason;
import org.pleach.scion.packet.ScionHeader;
import org.pleach.scion.packet.UdpTemplate;

/** One SCION/UDP packet over a path of two segments, checksum included: written, and parsed and verified. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScionPacketBenchmark {

    private static final int INFO_FIELDS = 2;
    private static final int HOP_FIELDS = 4;
    private static final int PATH_BYTES = 4 + 8 * INFO_FIELDS + 12 * HOP_FIELDS;
    private static final int SEGMENT_LENGTHS = 2 << 12 | 2 << 6;

    /** Payload bytes. */
    @Param({"64", "1200"})
    public int size;

    private final PacketView view = new PacketView();
    private UdpTemplate template;
    private ByteBuf payload;
    private ByteBuf packet;
    private ByteBuf out;

    /** Makes a packet. */
    @Setup
    public void make() throws UnknownHostException {
        HostAddress host = HostAddress.of(InetAddress.getByName("127.0.0.1"));
        byte[] path = ByteBuffer.allocate(PATH_BYTES).putInt(SEGMENT_LENGTHS).array();
        ScionHeader header = ScionHeader.of(1, IsdAs.parse("18-ffaa:1:10bf"), host, IsdAs.parse("18-ffaa:1:10a0"), host,
                path);
        template = new UdpTemplate(header, 4222, 5222);
        payload = Unpooled.directBuffer().writeZero(size);
        packet = Unpooled.directBuffer();
        template.write(packet, payload, 0, size);
        out = Unpooled.directBuffer();
        if (view.parse(packet) != Reason.OK) {
            throw new IllegalStateException("the packet made here does not parse: " + view.parse(packet));
        }
    }

    /** Template, lengths, checksum, payload. */
    @Benchmark
    public ByteBuf write() {
        out.clear();
        template.write(out, payload, 0, size);
        return out;
    }

    /** All headers and the checksum. */
    @Benchmark
    public Reason parseAndVerify() {
        view.parse(packet);
        view.parseUpperLayer();
        return view.verifyChecksum();
    }
}
