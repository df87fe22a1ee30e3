package org.pleach.path.policy.acl;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pleach.path.IsdAs;
import org.pleach.path.Path;
import org.pleach.path.PathInterface;
import org.pleach.path.PathMetadata;

/** A path out of {@code ISD-AS#IF ISD-AS#IF ...}. */
record TextPath(String fingerprint, PathMetadata metadata) implements Path {

    private static final IsdAs HERE = IsdAs.parse("1-ff00:0:111");

    static TextPath of(String text) {
        List<PathInterface> ends = new ArrayList<>();
        for (String end : text.isEmpty() ? new String[0] : text.split(" ")) {
            int hash = end.indexOf('#');
            ends.add(new PathInterface(IsdAs.parse(end.substring(0, hash)),
                    Long.parseUnsignedLong(end.substring(hash + 1))));
        }
        return new TextPath(text, PathMetadata.of(ends, 1400));
    }

    @Override
    public IsdAs source() {
        return metadata.interfaces().isEmpty() ? HERE : metadata.interfaces().get(0).isdAs();
    }

    @Override
    public IsdAs destination() {
        List<PathInterface> ends = metadata.interfaces();
        return ends.isEmpty() ? HERE : ends.get(ends.size() - 1).isdAs();
    }

    @Override
    public Instant expiry() {
        return Instant.MAX;
    }
}
