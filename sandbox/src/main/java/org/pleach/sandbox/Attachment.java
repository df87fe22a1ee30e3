package org.pleach.sandbox;

/**
 * A link as one of its ASes sees it. Immutable.
 *
 * @param link     the link
 * @param local    the AS's own end
 * @param remote   the end across
 * @param neighbor what the AS across is to this one
 */
public record Attachment(LinkSpec link, LinkSpec.End local, LinkSpec.End remote, Neighbor neighbor) {

    /** What the AS across a link is to the AS that looks. */
    public enum Neighbor { CORE, PARENT, CHILD, PEER }

    static Attachment of(LinkSpec link, LinkSpec.End local) {
        Neighbor neighbor = switch (link.kind()) {
            case CORE -> Neighbor.CORE;
            case PEERING -> Neighbor.PEER;
            case PARENT_CHILD -> local.equals(link.a()) ? Neighbor.CHILD : Neighbor.PARENT;
        };
        return new Attachment(link, local, link.across(local), neighbor);
    }

    /** The AS's own interface, 1 to 65535. */
    public int interfaceId() {
        return local.interfaceId();
    }
}
