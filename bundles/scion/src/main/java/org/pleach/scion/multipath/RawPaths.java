package org.pleach.scion.multipath;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.pleach.scion.packet.PacketView;

/** A packet's path as bytes. */
final class RawPaths {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private RawPaths() { }

    static byte[] copy(PacketView packet) {
        return ByteBufUtil.getBytes(packet.buffer(), packet.pathIndex(), packet.pathLength(), true);
    }

    /** Whether the packet's path has these bytes; from the end, where hop fields differ most. */
    static boolean equal(PacketView packet, byte[] path) {
        if (packet.pathLength() != path.length) {
            return false;
        }
        ByteBuf buffer = packet.buffer();
        int index = packet.pathIndex();
        for (int i = path.length - Integer.BYTES; i >= 0; i -= Integer.BYTES) {
            if (buffer.getInt(index + i) != (int) INTS.get(path, i)) {
                return false;
            }
        }
        return true;
    }
}
