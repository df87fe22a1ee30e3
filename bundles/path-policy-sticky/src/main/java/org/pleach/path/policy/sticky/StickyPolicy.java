package org.pleach.path.policy.sticky;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pleach.path.Path;
import org.pleach.path.PathMeasurements;
import org.pleach.path.PathPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the path in use first, unless the one that would be first is better by a margin: in latency (measured, else
 * announced) or in announced bandwidth. So two paths about as good as one another do not take turns.
 *
 * <p>To be named in front of what it steadies: {@code path_preference = "sticky,latency"}. It remembers nothing: which path
 * is in use comes with the path. A path that other policies left out, or that failed, is not kept.
 */
@Component(property = PathPolicy.NAME + "=sticky", configurationPid = "org.pleach.scion")
@Designate(ocd = StickyPolicy.Settings.class)
public final class StickyPolicy implements PathPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(StickyPolicy.class);
    private static final int DEFAULT_MARGIN = 20;

    private volatile int margin = DEFAULT_MARGIN;

    /** The keys of the {@code scion} section that this reads. */
    @ObjectClassDefinition(name = "Pleach path policy sticky", description = "The block sticky of the scion section")
    public @interface Settings {
        /** Per cent. */
        @AttributeDefinition(name = "Margin", description = "Per cent by which another path must be better to be taken",
                required = false)
        int sticky_margin() default DEFAULT_MARGIN;
    }

    /** Made by Declarative Services. */
    @Activate
    public StickyPolicy(Settings settings) {
        this(settings.sticky_margin());
    }

    /** @param margin per cent by which another path must be better, at least 0 */
    public StickyPolicy(int margin) {
        take(margin);
    }

    @Modified
    void modified(Settings settings) {
        take(settings.sticky_margin());
    }

    private void take(int told) {
        if (told < 0) {
            LOG.error("Path policy sticky stays at {} %: sticky.margin: expected 0 or more, found {}", margin, told);
            return;
        }
        margin = told;
    }

    @Override
    public <P extends Path> List<P> apply(List<P> paths) {
        for (int i = 1; i < paths.size(); i++) {
            P current = paths.get(i);
            if (current.measurements().inUse()) {
                if (isMuchBetter(paths.get(0), current)) {
                    return paths;
                }
                List<P> kept = new ArrayList<>(paths);
                kept.remove(i);
                kept.add(0, current);
                return kept;
            }
        }
        return paths;
    }

    private boolean isMuchBetter(Path other, Path current) {
        double factor = 1 + margin / 100.0;
        OptionalLong mine = latency(current);
        OptionalLong its = latency(other);
        if (mine.isPresent() && its.isPresent() && its.getAsLong() * factor < mine.getAsLong()) {
            return true;
        }
        OptionalLong had = current.metadata().bottleneckKbits();
        OptionalLong offered = other.metadata().bottleneckKbits();
        return had.isPresent() && offered.isPresent() && offered.getAsLong() > had.getAsLong() * factor;
    }

    private static OptionalLong latency(Path path) {
        PathMeasurements measured = path.measurements();
        return measured.hasRoundTrip() ? OptionalLong.of(measured.roundTripNanos() / 2)
                : path.metadata().totalLatencyNanos();
    }
}
