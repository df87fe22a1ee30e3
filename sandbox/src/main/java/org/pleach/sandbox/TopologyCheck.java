package org.pleach.sandbox;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pleach.path.IsdAs;

/** Refuses networks that SCION's rules do not allow. */
final class TopologyCheck {

    private final Topology topology;
    private final Section root;

    TopologyCheck(Topology topology, Section root) {
        this.topology = topology;
        this.root = root;
    }

    void run() {
        for (LinkSpec link : topology.links()) {
            check(link, root.section("links").section(link.name()));
        }
        for (AsSpec as : topology.ases()) {
            refuseCycle(as.isdAs(), new HashSet<>());
        }
    }

    private void check(LinkSpec link, Section block) {
        if (link.a().isdAs().equals(link.b().isdAs())) {
            throw block.refuse("link " + link.name() + " joins " + link.a() + " and " + link.b()
                    + ": expected two different ASes");
        }
        boolean coreA = topology.as(link.a().isdAs()).core();
        boolean coreB = topology.as(link.b().isdAs()).core();
        if (link.kind() == LinkSpec.Kind.CORE && !(coreA && coreB)) {
            throw block.refuse("core link " + link.name() + ": expected two core ASes, but "
                    + (coreA ? link.b() : link.a()).isdAs() + " is none");
        }
        if (link.kind() == LinkSpec.Kind.PARENT_CHILD) {
            if (coreB) {
                throw block.refuse("link " + link.name() + ": expected a child that is not core, but "
                        + link.b().isdAs() + " is");
            }
            if (link.a().isdAs().isd() != link.b().isdAs().isd()) {
                throw block.refuse("link " + link.name() + ": expected parent and child in one ISD, got "
                        + link.a().isdAs() + " and " + link.b().isdAs());
            }
        }
    }

    private void refuseCycle(IsdAs from, Set<IsdAs> above) {
        if (!above.add(from)) {
            throw root.section("links").refuse("AS " + from
                    + " is above itself: expected parent-child links without a circle");
        }
        List<Attachment> attachments = topology.attachments(from);
        for (Attachment attachment : attachments) {
            if (attachment.neighbor() == Attachment.Neighbor.CHILD) {
                refuseCycle(attachment.remote().isdAs(), new HashSet<>(above));
            }
        }
    }
}
