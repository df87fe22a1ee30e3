package org.pleach.sandbox.router;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.pleach.path.IsdAs;
import org.pleach.scion.packet.Bytes;
import org.pleach.scion.packet.HostAddress;
import org.pleach.scion.packet.PacketView;
import org.pleach.scion.packet.PathType;
import org.pleach.scion.packet.Protocol;
import org.pleach.scion.packet.ReplyPath;
import org.pleach.scion.packet.ScionHeader;
import org.pleach.scion.packet.ScmpMessage;
import org.pleach.scion.packet.ScmpTemplate;
import org.pleach.scion.packet.ScmpType;
import org.pleach.scion.packet.ScmpView;

/** Makes the SCMP messages with which a border router answers a packet that it holds. For one thread. */
final class Answers {

    private final RouterSpec spec;
    private final ByteBufAllocator allocator;
    private final HostAddress host;
    private final ScmpView scmp = new ScmpView();

    Answers(RouterSpec spec, ByteBufAllocator allocator) {
        this.spec = spec;
        this.allocator = allocator;
        this.host = HostAddress.of(spec.host());
    }

    /** A message about an error, made from the packet quoted as it is now. */
    interface ErrorMessage {
        ScmpMessage quoting(Bytes packet);
    }

    /**
     * Answers with an error, unless the packet is an SCMP error itself.
     *
     * @param external         whether the packet came from another AS
     * @param segmentIdUpdated whether SegID has been chained against construction direction already. The reference
     *                         supposes so even when it has not, and then the neighbour drops its answer; here it arrives
     */
    Verdict error(Verdict verdict, PacketView packet, boolean external, boolean segmentIdUpdated, ErrorMessage error) {
        boolean found = packet.parseQuoted(packet.buffer(), packet.index(), packet.length()).isOk();
        if (packet.nextHeader() == Protocol.SCMP && !found) {
            return verdict.drop(DropReason.MALFORMED);
        }
        if (found && packet.protocol() == Protocol.SCMP
                && ScmpType.isError(packet.buffer().getUnsignedByte(packet.upperIndex()))) {
            return verdict.drop(DropReason.ERROR_ABOUT_ERROR);
        }
        Bytes quote = Bytes.copyOf(packet.buffer(), packet.index(), packet.length());
        return answer(verdict, packet, external, segmentIdUpdated, error.quoting(quote));
    }

    /** Answers a traceroute request whose alert was for {@code interfaceId}. */
    Verdict traceroute(Verdict verdict, PacketView packet, boolean external, boolean segmentIdUpdated,
            int interfaceId) {
        boolean found = packet.parseQuoted(packet.buffer(), packet.index(), packet.length()).isOk();
        if (!found || packet.protocol() != Protocol.SCMP || !scmp.wrap(packet).isOk()
                || scmp.type() != ScmpType.TRACEROUTE_REQUEST || scmp.code() != 0) {
            return verdict.drop(DropReason.ALERT_WITHOUT_TRACEROUTE);
        }
        return answer(verdict, packet, external, segmentIdUpdated,
                new ScmpMessage.TracerouteReply(scmp.identifier(), scmp.sequence(), spec.isdAs(), interfaceId));
    }

    private Verdict answer(Verdict verdict, PacketView packet, boolean external, boolean segmentIdUpdated,
            ScmpMessage message) {
        Bytes path;
        try {
            path = ReplyPath.fromRouter(packet.path(), external, segmentIdUpdated);
        } catch (IllegalArgumentException e) {
            return verdict.drop(DropReason.NO_WAY_BACK);
        }
        ScionHeader header = new ScionHeader(packet.trafficClass(), packet.flowId(), new IsdAs(packet.sourceIsdAs()),
                packet.sourceHost(), spec.isdAs(), host, PathType.SCION, path);
        ByteBuf answer = allocator.buffer();
        new ScmpTemplate(header).write(answer, message);
        return verdict.answer(answer);
    }
}
