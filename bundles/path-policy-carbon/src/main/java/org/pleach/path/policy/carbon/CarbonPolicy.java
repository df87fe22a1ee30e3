package org.pleach.path.policy.carbon;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pleach.path.IsdAs;
import org.pleach.path.PartialOrder;
import org.pleach.path.Path;
import org.pleach.path.PathPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Least carbon first: the sum of the figures of all ASes on the path, those at its ends included. The figures come from a
 * file, not from the ASes.
 *
 * <p>Of a path with ASes that have no figure less is known; it comes before another only if its known sum is not
 * greater and the other one crosses these ASes too.
 */
@Component(property = PathPolicy.NAME + "=carbon", configurationPid = "org.pleach.scion")
@Designate(ocd = CarbonPolicy.Settings.class)
public final class CarbonPolicy implements PathPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(CarbonPolicy.class);
    private static final int MAX_FILE = 8 << 20;

    private volatile CarbonFigures figures = CarbonFigures.NONE;

    /** The keys of the {@code scion} section that this reads. */
    @ObjectClassDefinition(name = "Pleach path policy carbon", description = "The block carbon of the scion section")
    public @interface Settings {
        /** A file. */
        @AttributeDefinition(name = "File", description = "Lines \"ISD-AS FIGURE\"", required = false)
        String carbon_file() default "";
    }

    /** Made by Declarative Services. */
    @Activate
    public CarbonPolicy(Settings settings) {
        take(settings.carbon_file());
    }

    /** @param lines {@code ISD-AS FIGURE} each */
    public CarbonPolicy(List<String> lines) {
        figures = CarbonFigures.parse("figures", lines);
    }

    @Modified
    void modified(Settings settings) {
        take(settings.carbon_file());
    }

    private void take(String file) {
        try {
            figures = file.isEmpty() ? CarbonFigures.NONE : read(file);
        } catch (IOException e) {
            LOG.error("Path policy carbon keeps its {} figures: cannot read {}: {}", figures.size(), file, e.toString());
        } catch (IllegalArgumentException e) {
            LOG.error("Path policy carbon keeps its {} figures: {}", figures.size(), e.getMessage());
        }
    }

    private static CarbonFigures read(String file) throws IOException {
        java.nio.file.Path path = java.nio.file.Path.of(file);
        if (Files.size(path) > MAX_FILE) {
            throw new IOException("expected at most " + MAX_FILE + " bytes, found " + Files.size(path));
        }
        return CarbonFigures.parse(file, Files.readAllLines(path));
    }

    @Override
    public <P extends Path> List<P> apply(List<P> paths) {
        CarbonFigures current = figures;
        if (current.size() == 0) {
            return paths;
        }
        PartialOrder<Known<P>> order = CarbonPolicy::relate;
        return order.sort(paths.stream().map(path -> known(path, current)).toList()).stream().map(Known::path).toList();
    }

    private static PartialOrder.Relation relate(Known<?> first, Known<?> second) {
        boolean less = first.sum < second.sum
                || first.sum == second.sum && first.unknown.size() < second.unknown.size();
        Set<IsdAs> mustCover = less ? first.unknown : second.unknown;
        Set<IsdAs> covering = less ? second.unknown : first.unknown;
        if (!covering.containsAll(mustCover)) {
            return PartialOrder.Relation.INCOMPARABLE;
        }
        return less ? PartialOrder.Relation.BEFORE : PartialOrder.Relation.NOT_BEFORE;
    }

    private static <P extends Path> Known<P> known(P path, CarbonFigures figures) {
        Set<IsdAs> ases = new LinkedHashSet<>();
        path.metadata().interfaces().forEach(end -> ases.add(end.isdAs()));
        double sum = 0;
        Set<IsdAs> unknown = new HashSet<>();
        for (IsdAs isdAs : ases) {
            OptionalDouble figure = figures.of(isdAs);
            sum += figure.orElse(0);
            if (figure.isEmpty()) {
                unknown.add(isdAs);
            }
        }
        return new Known<>(path, sum, unknown);
    }

    private record Known<P extends Path>(P path, double sum, Set<IsdAs> unknown) { }
}
