package org.pleach.config.schema;

import org.pleach.config.tree.Node;

/**
 * A key of nats-server that Pleach does not have yet: whatever is in it is not looked at.
 *
 * @param guards whether it keeps somebody out: then it is refused, since ignoring it would let them in
 * @param effect what ignoring it means, added to the warning; may be empty
 */
record NotYetType(boolean guards, String effect) implements ValueType {

    static final NotYetType IGNORED = new NotYetType(false, "");
    static final NotYetType GUARD = new NotYetType(true, "");

    @Override
    public Node read(Node value, String key, Reading reading) {
        if (guards) {
            reading.refuse(value.place(), '"' + key + "\" is not supported yet; it is not ignored, since that would let in "
                    + "what it keeps out");
        } else {
            reading.notYet(value.place(), key, effect);
        }
        return null;
    }

    @Override
    public String expected() {
        return "anything";
    }
}
