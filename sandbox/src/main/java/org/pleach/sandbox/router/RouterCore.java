package org.pleach.sandbox.router;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import org.pleach.sandbox.Attachment;
import org.pleach.sandbox.Attachment.Neighbor;
import org.pleach.sandbox.mac.ForwardingKey;
import org.pleach.scion.packet.AddressHeader;
import org.pleach.scion.packet.ExtensionHeader;
import org.pleach.scion.packet.HopField;
import org.pleach.scion.packet.InfoField;
import org.pleach.scion.packet.PacketView;
import org.pleach.scion.packet.PathType;
import org.pleach.scion.packet.PathView;
import org.pleach.scion.packet.Protocol;
import org.pleach.scion.packet.Reason;
import org.pleach.scion.packet.ScmpMessage;
import org.pleach.scion.packet.ScmpType;

/**
 * A border router without sockets: takes a packet, the interface it came on and the time, and says what becomes of it. It
 * checks what the reference router checks, in its order; MTUs, checksums and versions are not among that. Packets are
 * edited in place, and forwarding makes no object. For one thread.
 */
public final class RouterCore {

    /** The port of every host to which what has no port of its own is delivered. */
    public static final int END_HOST_PORT = 30_041;

    private RouterSpec spec;
    private final long local;
    private final IntObjectMap<Interface> interfaces = new IntObjectHashMap<>();
    private final PacketView packet = new PacketView();
    private final PathView path = packet.path();
    private final Verdict verdict = new Verdict();
    private final HopVerifier verifier;
    private final LocalDelivery delivery;
    private final Answers answers;
    private OneHopCore oneHop;

    private int ingress;
    private long nowMillis;
    private boolean segmentIdUpdated;

    private static final class Interface {
        private final Neighbor neighbor;
        private boolean up = true;
        private int mtu;

        Interface(Neighbor neighbor) {
            this.neighbor = neighbor;
        }
    }

    /**
     * A router whose links are all up.
     *
     * @param key         the AS's forwarding key
     * @param endHostPort usually {@link #END_HOST_PORT}
     * @param allocator   gives buffers for answers
     */
    public RouterCore(RouterSpec spec, ForwardingKey key, int endHostPort, ByteBufAllocator allocator) {
        this.spec = spec;
        this.local = spec.isdAs().value();
        this.verifier = new HopVerifier(key);
        this.delivery = new LocalDelivery(spec, endHostPort);
        this.answers = new Answers(spec, allocator);
        this.oneHop = new OneHopCore(spec, verifier, delivery);
        for (Attachment attachment : spec.attachments()) {
            interfaces.put(attachment.interfaceId(), new Interface(attachment.neighbor()));
        }
    }

    /**
     * From now on packets that would leave on a link are answered with "external interface down", or not any more.
     *
     * @throws IllegalArgumentException if the AS has no such interface
     */
    public void setInterfaceUp(int interfaceId, boolean up) {
        found(interfaceId).up = up;
    }

    /**
     * From now on packets of more than so many bytes, SCION header included, that would leave on a link are answered with
     * "packet too big"; 0 for no limit. The reference's router never does so, other routers may.
     *
     * @throws IllegalArgumentException if the AS has no such interface
     */
    public void setInterfaceMtu(int interfaceId, int mtu) {
        found(interfaceId).mtu = mtu;
    }

    /**
     * Gives an interface another number.
     *
     * @param renumbered the AS with the new number
     * @throws IllegalArgumentException if the AS has no interface {@code from}
     */
    public void renumber(RouterSpec renumbered, int from, int to) {
        Interface moved = found(from);
        interfaces.remove(from);
        interfaces.put(to, moved);
        spec = renumbered;
        oneHop = new OneHopCore(renumbered, verifier, delivery);
    }

    private Interface found(int interfaceId) {
        Interface found = interfaces.get(interfaceId);
        if (found == null) {
            throw new IllegalArgumentException("no interface " + interfaceId + " in " + spec.isdAs());
        }
        return found;
    }

    /** From now on only hop fields made with {@code key} are good; older ones count as expired. */
    public void replaceKey(ForwardingKey key) {
        verifier.replaceKey(key);
    }

    /**
     * Looks at the readable bytes of {@code bytes} and edits them.
     *
     * @param interfaceId the interface the packet came on; 0 for a host of this AS
     * @param timeMillis  milliseconds since 1970
     * @return the same object each time
     */
    public Verdict process(ByteBuf bytes, int interfaceId, long timeMillis) {
        ingress = interfaceId;
        nowMillis = timeMillis;
        segmentIdUpdated = false;
        if (!packet.parse(bytes).isOk() || !areExtensionsSound()) {
            return verdict.drop(DropReason.MALFORMED);
        }
        return switch (packet.pathType()) {
            case PathType.SCION -> forward();
            case PathType.ONE_HOP -> packet.nextHeader() == Protocol.BFD ? verdict.drop(DropReason.BFD)
                    : oneHop.process(verdict, packet, ingress);
            default -> verdict.drop(
                    packet.nextHeader() == Protocol.BFD ? DropReason.BFD : DropReason.UNSUPPORTED_PATH);
        };
    }

    private boolean areExtensionsSound() {
        if (!ExtensionHeader.is(packet.nextHeader())) {
            return true;
        }
        Reason reason = packet.parseQuoted(packet.buffer(), packet.index(), packet.length());
        return reason != Reason.TRUNCATED_EXTENSION && reason != Reason.EXTENSION_ORDER;
    }

    private Verdict forward() {
        if (!path.checkForRouter().isOk()) {
            return verdict.drop(DropReason.MALFORMED_PATH);
        }
        boolean peering = path.isPeeringHop();
        if (path.currentExpiryMillis() < nowMillis) {
            return problem(ScmpType.CODE_PATH_EXPIRED, hopPointer());
        }
        if (ingress != 0 && path.ingressInterface() != ingress) {
            return problem(path.isConstructionDirection() ? ScmpType.CODE_UNKNOWN_INGRESS
                    : ScmpType.CODE_UNKNOWN_EGRESS, hopPointer());
        }
        if (!packet.isPayloadLengthRight()) {
            return problem(ScmpType.CODE_INVALID_PACKET_SIZE, 0);
        }
        if (ingress == 0 && !path.isFirstHop() && entryInterface(peering) != 0) {
            return verdict.drop(DropReason.TRANSIT_FROM_INSIDE);
        }
        boolean forLocal = packet.destinationIsdAs() == local;
        boolean fromLocal = packet.sourceIsdAs() == local;
        if (ingress == 0 ? path.isFirstHop() && !fromLocal : fromLocal) {
            return problem(ScmpType.CODE_INVALID_SOURCE_ADDRESS, AddressHeader.SOURCE_ISD_AS_OFFSET);
        }
        if (ingress == 0 ? forLocal : path.isLastHop() != forLocal) {
            return problem(ScmpType.CODE_INVALID_DESTINATION_ADDRESS, AddressHeader.DESTINATION_ISD_AS_OFFSET);
        }
        if (fromLocal && !LocalDelivery.isSource(packet.buffer(), packet.sourceHostIndex(), packet.sourceHostType())) {
            return problem(ScmpType.CODE_INVALID_SOURCE_ADDRESS, 0);
        }
        if (ingress != 0 && !peering && !path.isConstructionDirection()) {
            path.chainSegmentId();
            segmentIdUpdated = true;
        }
        HopVerifier.Outcome mac = verifier.check(path);
        if (mac != HopVerifier.Outcome.VALID) {
            return badMac(mac);
        }
        if (ingress != 0 && path.isIngressAlert()) {
            path.clearIngressAlert();
            return answers.traceroute(verdict, packet, true, segmentIdUpdated, ingress);
        }
        return forLocal ? deliver() : leave(peering);
    }

    private Verdict deliver() {
        return switch (delivery.resolve(packet)) {
            case FOUND -> verdict.deliver(delivery.address());
            case NO_PORT -> verdict.drop(DropReason.NO_PORT);
            case BAD_ADDRESS -> problem(ScmpType.CODE_INVALID_DESTINATION_ADDRESS, 0);
            case NO_SERVICE -> answers.error(verdict, packet, ingress != 0, segmentIdUpdated,
                    quote -> new ScmpMessage.DestinationUnreachable(ScmpType.CODE_NO_ROUTE, quote));
        };
    }

    private Verdict leave(boolean peering) {
        boolean switched = path.isSegmentSwitch() && !peering;
        if (switched) {
            path.increment();
            if (path.currentExpiryMillis() < nowMillis) {
                return problem(ScmpType.CODE_PATH_EXPIRED, hopPointer());
            }
            HopVerifier.Outcome mac = verifier.check(path);
            if (mac != HopVerifier.Outcome.VALID) {
                return badMac(mac);
            }
        }
        int egress = path.egressInterface();
        Interface out = interfaces.get(egress);
        if (out == null) {
            return problem(path.isConstructionDirection() ? ScmpType.CODE_UNKNOWN_EGRESS
                    : ScmpType.CODE_UNKNOWN_INGRESS, hopPointer());
        }
        Neighbor in = ingress == 0 ? null : interfaces.get(ingress).neighbor;
        if (switched && !LinkRules.maySwitchSegment(in, out.neighbor)) {
            return problem(ScmpType.CODE_INVALID_SEGMENT_CHANGE, infoPointer());
        }
        if (!switched && in != null && !LinkRules.mayCross(in, out.neighbor)) {
            return problem(ScmpType.CODE_INVALID_PATH, hopPointer());
        }
        if (path.isEgressAlert()) {
            path.clearEgressAlert();
            return answers.traceroute(verdict, packet, ingress != 0, segmentIdUpdated, egress);
        }
        if (!out.up) {
            return answers.error(verdict, packet, ingress != 0, segmentIdUpdated,
                    quote -> new ScmpMessage.ExternalInterfaceDown(spec.isdAs(), egress, quote));
        }
        if (out.mtu != 0 && packet.length() > out.mtu) {
            int mtu = out.mtu;
            return answers.error(verdict, packet, ingress != 0, segmentIdUpdated,
                    quote -> new ScmpMessage.PacketTooBig(mtu, quote));
        }
        if (path.isConstructionDirection() && !peering) {
            path.chainSegmentId();
        }
        return path.increment().isOk() ? verdict.forward(egress) : verdict.drop(DropReason.MALFORMED_PATH);
    }

    /** The interface on which the packet claims to have entered the AS; after a segment switch the hop before tells. */
    private int entryInterface(boolean peering) {
        if (peering || !path.isAfterSegmentSwitch()) {
            return path.ingressInterface();
        }
        int info = path.infoIndex(path.currentInfo() - 1);
        int hop = path.hopIndex(path.currentHop() - 1);
        return (InfoField.flags(path.buffer(), info) & InfoField.CONSTRUCTION_DIRECTION) != 0
                ? HopField.consIngress(path.buffer(), hop) : HopField.consEgress(path.buffer(), hop);
    }

    private Verdict badMac(HopVerifier.Outcome outcome) {
        return problem(outcome == HopVerifier.Outcome.RETIRED ? ScmpType.CODE_PATH_EXPIRED
                : ScmpType.CODE_INVALID_MAC, hopPointer());
    }

    private Verdict problem(int code, int pointer) {
        return answers.error(verdict, packet, ingress != 0, segmentIdUpdated,
                quote -> new ScmpMessage.ParameterProblem(code, pointer, quote));
    }

    private int hopPointer() {
        return path.currentHopIndex() - packet.index();
    }

    private int infoPointer() {
        return path.currentInfoIndex() - packet.index();
    }
}
