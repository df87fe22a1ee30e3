package org.example.pleach.avoid;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.pleach.path.IsdAs;
import org.pleach.path.Path;
import org.pleach.path.PathPolicy;

/** Leaves out the paths that cross one of the configured ASes; the others keep their order. */
@Component(property = PathPolicy.NAME + "=avoid", configurationPid = "org.example.pleach.avoid")
public final class AvoidPolicy implements PathPolicy {

    /** The configuration {@code org.example.pleach.avoid}. */
    public @interface Settings {
        /** The ASes to keep away from, such as {@code 1-ff00:0:120}. */
        String[] ases() default { };
    }

    private final Set<IsdAs> avoided;

    /** Reads the configuration; a malformed AS keeps the policy from starting, with a message that says why. */
    @Activate
    public AvoidPolicy(Settings settings) {
        avoided = Stream.of(settings.ases()).map(IsdAs::parse).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public <P extends Path> List<P> apply(List<P> paths) {
        return paths.stream().filter(this::keepsAway).toList();
    }

    /** No path is better than a wrong one: while this policy is missing, new paths have to wait. */
    @Override
    public boolean filters() {
        return true;
    }

    private boolean keepsAway(Path path) {
        return path.metadata().interfaces().stream().noneMatch(crossed -> avoided.contains(crossed.isdAs()));
    }
}
