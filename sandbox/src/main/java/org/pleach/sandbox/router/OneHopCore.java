package org.pleach.sandbox.router;

import io.netty.buffer.ByteBuf;
import org.pleach.path.IsdAs;
import org.pleach.sandbox.Attachment;
import org.pleach.scion.packet.HopField;
import org.pleach.scion.packet.InfoField;
import org.pleach.scion.packet.OneHopPath;
import org.pleach.scion.packet.PacketView;

/**
 * One-hop paths, on which control services of neighbours find each other: checks and chains the first hop field on the
 * way out, fills in the second on the way in. For one thread.
 */
final class OneHopCore {

    private final RouterSpec spec;
    private final HopVerifier verifier;
    private final LocalDelivery delivery;

    OneHopCore(RouterSpec spec, HopVerifier verifier, LocalDelivery delivery) {
        this.spec = spec;
        this.verifier = verifier;
        this.delivery = delivery;
    }

    Verdict process(Verdict verdict, PacketView packet, int ingress) {
        int info = packet.pathIndex();
        if ((InfoField.flags(packet.buffer(), info) & InfoField.CONSTRUCTION_DIRECTION) == 0) {
            return verdict.drop(DropReason.MALFORMED_PATH);
        }
        return ingress == 0 ? leave(verdict, packet, info) : enter(verdict, packet, info, ingress);
    }

    private Verdict leave(Verdict verdict, PacketView packet, int info) {
        ByteBuf buffer = packet.buffer();
        int hop = info + OneHopPath.FIRST_HOP;
        int egress = HopField.consEgress(buffer, hop);
        if (packet.sourceIsdAs() != spec.isdAs().value() || packet.destinationIsdAs() != neighborAt(egress)) {
            return verdict.drop(DropReason.ONE_HOP_MISMATCH);
        }
        if (mac(buffer, info, hop) != HopField.mac(buffer, hop)) {
            return verdict.drop(DropReason.ONE_HOP_MAC);
        }
        InfoField.setSegmentId(buffer, info, InfoField.segmentId(buffer, info) ^ HopField.macChain(buffer, hop));
        return verdict.forward(egress);
    }

    private Verdict enter(Verdict verdict, PacketView packet, int info, int ingress) {
        ByteBuf buffer = packet.buffer();
        if (packet.destinationIsdAs() != spec.isdAs().value() || packet.sourceIsdAs() != neighborAt(ingress)) {
            return verdict.drop(DropReason.ONE_HOP_MISMATCH);
        }
        int hop = info + OneHopPath.SECOND_HOP;
        int expiryUnits = HopField.expiryUnits(buffer, info + OneHopPath.FIRST_HOP);
        HopField.set(buffer, hop, 0, expiryUnits, ingress, 0, 0);
        HopField.set(buffer, hop, 0, expiryUnits, ingress, 0, mac(buffer, info, hop));
        return delivery.resolve(packet) == LocalDelivery.Outcome.FOUND ? verdict.deliver(delivery.address())
                : verdict.drop(DropReason.NO_PORT);
    }

    private long mac(ByteBuf buffer, int info, int hop) {
        return verifier.mac().compute(InfoField.segmentId(buffer, info), InfoField.timestamp(buffer, info),
                HopField.expiryUnits(buffer, hop), HopField.consIngress(buffer, hop), HopField.consEgress(buffer, hop));
    }

    private long neighborAt(int interfaceId) {
        for (Attachment attachment : spec.attachments()) {
            if (attachment.interfaceId() == interfaceId) {
                return attachment.remote().isdAs().value();
            }
        }
        return IsdAs.WILDCARD.value();
    }
}
