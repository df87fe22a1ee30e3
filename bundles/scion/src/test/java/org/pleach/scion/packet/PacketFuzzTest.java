package org.pleach.scion.packet;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

class PacketFuzzTest {

    @FuzzTest
    void neverThrowsAndWritesWhatItRead(byte[] bytes) {
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        PacketView view = new PacketView();
        quoted(view, buffer);
        if (!view.parseForHost(buffer).isOk()) {
            return;
        }
        view.verifyChecksum();
        walk(view);
        Packet packet = Packet.of(view);
        ByteBuf out = Unpooled.buffer();
        packet.writeTo(out);
        PacketView again = new PacketView();
        Reason reason = again.parseForHost(out);
        // Reserved bits are not kept, so the bytes may differ, but not what they mean.
        if (!reason.isOk() || !Packet.of(again).equals(packet)) {
            throw new AssertionError(reason + ": " + packet);
        }
    }

    private static void quoted(PacketView view, ByteBuf buffer) {
        ScmpView scmp = new ScmpView();
        int start = 0;
        int length = buffer.readableBytes();
        while (view.parseQuoted(buffer, start, length).isOk() && view.protocol() == Protocol.SCMP
                && scmp.wrap(view).isOk() && scmp.isError()) {
            start = scmp.dataIndex();
            length = scmp.dataLength();
        }
    }

    private static void walk(PacketView view) {
        if (view.pathType() != PathType.SCION) {
            return;
        }
        PathView path = view.path();
        path.expiryMillis();
        if (!path.checkForRouter().isOk()) {
            return;
        }
        byte[] raw = Bytes.copyOf(path.buffer(), path.index(), path.length()).toArray();
        // Reversing clears the meta header's reserved bits.
        byte[] reversed = RawPath.reverse(raw);
        if (!DataPath.Scion.of(RawPath.reverse(reversed)).equals(DataPath.Scion.of(raw))) {
            throw new AssertionError("the reverse of the reverse differs");
        }
        int before = path.meta();
        do {
            path.writeMacInput(new byte[MacInput.LENGTH]);
            path.ingressInterface();
            path.egressInterface();
            path.currentExpiryMillis();
        } while (path.increment().isOk());
        path.setPosition(PathMeta.currentInfo(before), PathMeta.currentHop(before));
    }
}
