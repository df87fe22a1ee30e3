package org.pleach.path.scheduler.redundant;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pleach.path.IsdAs;
import org.pleach.path.Path;
import org.pleach.path.PathInterface;

/** How much two paths have in common, so how likely they fail together. */
final class Overlap {

    /** Not listed by a look-up, so nothing is known: worse than any path that is. */
    static final int UNKNOWN = Integer.MAX_VALUE;

    /** One link in common is worse than any number of ASes: it is the links that are cut. */
    private static final int INTERFACE = 1000;

    private Overlap() { }

    static int of(Path one, Path other) {
        List<PathInterface> mine = one.metadata().interfaces();
        List<PathInterface> theirs = other.metadata().interfaces();
        if (mine.isEmpty() || theirs.isEmpty()) {
            return UNKNOWN;
        }
        Set<PathInterface> interfaces = new HashSet<>(mine);
        interfaces.retainAll(theirs);
        Set<IsdAs> crossed = crossed(mine);
        crossed.retainAll(crossed(theirs));
        return interfaces.size() * INTERFACE + crossed.size();
    }

    /** The ASes between the ends. */
    private static Set<IsdAs> crossed(List<PathInterface> interfaces) {
        Set<IsdAs> crossed = new HashSet<>();
        interfaces.subList(1, interfaces.size() - 1).forEach(end -> crossed.add(end.isdAs()));
        return crossed;
    }
}
