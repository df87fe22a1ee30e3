package org.pleach.scion.socket;

import org.pleach.counters.Counters;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.ScionCount;
import org.pleach.scion.multipath.Complaint;
import org.pleach.scion.packet.PacketView;
import org.pleach.scion.packet.Protocol;
import org.pleach.scion.packet.ScmpType;
import org.pleach.scion.packet.ScmpView;

/**
 * Takes SCMP messages: answers to probes, and errors about packets sent from here. All else is dropped; an echo to this
 * port is not answered, that is the business of the host's port 30041.
 */
final class ScmpReceiver {

    private final Peers peers;
    private final Probes probes;
    private final Counters<ScionCount> counters;
    private final ScmpView message = new ScmpView();
    private final ScmpView quotedMessage = new ScmpView();
    private final PacketView quote = new PacketView();

    ScmpReceiver(Peers peers, Probes probes, Counters<ScionCount> counters) {
        this.peers = peers;
        this.probes = probes;
        this.counters = counters;
    }

    void read(PacketView packet) {
        if (!packet.verifyChecksum().isOk()) {
            counters.increment(ScionCount.DROPPED_SCMP_CHECKSUM);
        } else if (!message.wrap(packet).isOk()) {
            counters.increment(ScionCount.DROPPED_TRUNCATED);
        } else if (message.isError()) {
            readError();
        } else if (message.type() == ScmpType.TRACEROUTE_REPLY) {
            boolean expected = message.identifier() == peers.local().port()
                    && message.isdAs() == packet.sourceIsdAs()
                    && probes.answered(message.sequence(), message.isdAs(), message.interfaceId());
            if (!expected) {
                counters.increment(ScionCount.PROBE_ANSWERS_UNEXPECTED);
            }
        } else {
            counters.increment(ScionCount.SCMP_IGNORED);
        }
    }

    private void readError() {
        Peer peer = quote.parseQuoted(message.buffer(), message.dataIndex(), message.dataLength()).isOk()
                ? quotedPeer() : null;
        if (peer == null || peer.paths == null) {
            counters.increment(ScionCount.SCMP_FORGED);
        } else {
            peer.paths.complained(new Complaint(message, quote));
        }
    }

    /** The peer to which the quoted packet was sent, if it can have been sent from here; else null. */
    private Peer quotedPeer() {
        if (!peers.isFromUs(quote)) {
            return null;
        }
        if (quote.protocol() == Protocol.UDP) {
            return quote.sourcePort() == peers.local().port() ? peers.to(quote, quote.destinationPort()) : null;
        }
        boolean probe = quote.protocol() == Protocol.SCMP && quotedMessage.wrap(quote).isOk()
                && quotedMessage.type() == ScmpType.TRACEROUTE_REQUEST
                && quotedMessage.identifier() == peers.local().port();
        ScionAddress target = probe ? probes.target(quotedMessage.sequence()) : null;
        return target == null ? null : peers.to(quote, target.port());
    }
}
