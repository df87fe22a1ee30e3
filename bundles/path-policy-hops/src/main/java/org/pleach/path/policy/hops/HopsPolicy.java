package org.pleach.path.policy.hops;

import java.util.Comparator;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.pleach.path.Path;
import org.pleach.path.PathPolicy;

/** Fewest interfaces, hence fewest ASes, first. */
@Component(property = PathPolicy.NAME + "=hops")
public final class HopsPolicy implements PathPolicy {

    @Override
    public <P extends Path> List<P> apply(List<P> paths) {
        Comparator<P> fewest = Comparator.comparingInt(path -> path.metadata().interfaces().size());
        return paths.stream().sorted(fewest).toList();
    }
}
