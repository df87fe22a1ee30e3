package org.pleach.path.policy.carbon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pleach.path.IsdAs;
import org.pleach.path.Path;
import org.pleach.path.PathInterface;
import org.pleach.path.PathMeasurements;
import org.pleach.path.PathMetadata;

/** A path out of {@code ISD-AS#IF ISD-AS#IF ...}. */
record TestPath(String fingerprint, PathMetadata metadata, PathMeasurements measurements) implements Path {

    static TestPath of(String text) {
        List<PathInterface> ends = new ArrayList<>();
        for (String end : text.split(" ")) {
            int hash = end.indexOf('#');
            ends.add(new PathInterface(IsdAs.parse(end.substring(0, hash)), Long.parseLong(end.substring(hash + 1))));
        }
        return new TestPath(text, PathMetadata.of(ends, 1400), PathMeasurements.NONE);
    }

    @Override
    public IsdAs source() {
        return metadata.interfaces().get(0).isdAs();
    }

    @Override
    public IsdAs destination() {
        return metadata.interfaces().get(metadata.interfaces().size() - 1).isdAs();
    }

    @Override
    public Instant expiry() {
        return Instant.MAX;
    }

    @Override
    public String toString() {
        return fingerprint;
    }
}
