package org.pleach.path.policy.geofence;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pleach.path.IsdAs;
import org.pleach.path.Path;
import org.pleach.path.PathPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves out the paths that pass where they may not: by ISD and AS, which the packet's path proves, and by country and
 * position, which the ASes only announce. Keeps the order. Told nothing it allows every path, told nonsense none, until it is
 * told better.
 */
@Component(property = PathPolicy.NAME + "=geofence", configurationPid = "org.pleach.scion")
@Designate(ocd = GeofencePolicy.Settings.class)
public final class GeofencePolicy implements PathPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(GeofencePolicy.class);
    private static final Countries COUNTRIES = new Countries();

    /** Null allows no path. */
    private volatile Fence fence;

    /** The keys of the {@code scion} section that this reads. */
    @ObjectClassDefinition(name = "Pleach path policy geofence", description = "The block geofence of the scion section")
    public @interface Settings {
        /** Numbers. */
        @AttributeDefinition(name = "Allowed ISDs", required = false)
        String[] geofence_allow__isds() default {};

        /** Numbers. */
        @AttributeDefinition(name = "Refused ISDs", required = false)
        String[] geofence_refuse__isds() default {};

        /** {@code ISD-AS}. */
        @AttributeDefinition(name = "Allowed ASes", required = false)
        String[] geofence_allow__ases() default {};

        /** {@code ISD-AS}. */
        @AttributeDefinition(name = "Refused ASes", required = false)
        String[] geofence_refuse__ases() default {};

        /** Two letters each. */
        @AttributeDefinition(name = "Allowed countries", required = false)
        String[] geofence_allow__countries() default {};

        /** Two letters each. */
        @AttributeDefinition(name = "Refused countries", required = false)
        String[] geofence_refuse__countries() default {};

        /** Circles and boxes. */
        @AttributeDefinition(name = "Allowed areas", required = false)
        String[] geofence_allow__areas() default {};

        /** Circles and boxes. */
        @AttributeDefinition(name = "Refused areas", required = false)
        String[] geofence_refuse__areas() default {};

        /** What becomes of an interface whose country or position is asked for and not announced. */
        @AttributeDefinition(name = "Unknown places", description = "refuse or allow", required = false)
        String geofence_unknown() default "refuse";
    }

    /** Made by Declarative Services. */
    @Activate
    public GeofencePolicy(Settings settings) {
        take(settings);
    }

    @Modified
    void modified(Settings settings) {
        take(settings);
    }

    private void take(Settings settings) {
        try {
            fence = fence(settings);
        } catch (IllegalArgumentException e) {
            LOG.error("Path policy geofence {}: {}", fence == null ? "allows no path" : "stays as it was",
                    e.getMessage());
        }
    }

    private static Fence fence(Settings settings) {
        String unknown = settings.geofence_unknown();
        if (!unknown.equals("refuse") && !unknown.equals("allow")) {
            throw new IllegalArgumentException("geofence.unknown: expected refuse or allow, found \"" + unknown + '"');
        }
        Set<IsdAs> allowed = read("allow_isds", settings.geofence_allow__isds(), GeofencePolicy::isd);
        allowed.addAll(read("allow_ases", settings.geofence_allow__ases(), IsdAs::parse));
        Set<IsdAs> refused = read("refuse_isds", settings.geofence_refuse__isds(), GeofencePolicy::isd);
        refused.addAll(read("refuse_ases", settings.geofence_refuse__ases(), IsdAs::parse));
        return new Fence(new Fence.Rule<>(allowed, refused),
                new Fence.Rule<>(read("allow_countries", settings.geofence_allow__countries(), COUNTRIES::checked),
                        read("refuse_countries", settings.geofence_refuse__countries(), COUNTRIES::checked)),
                new Fence.Rule<>(read("allow_areas", settings.geofence_allow__areas(), Area::parse),
                        read("refuse_areas", settings.geofence_refuse__areas(), Area::parse)),
                unknown.equals("allow"));
    }

    private static <T> Set<T> read(String key, String[] texts, Function<String, T> reader) {
        try {
            return new LinkedHashSet<>(Arrays.stream(texts).map(reader).toList());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("geofence." + key + ": " + e.getMessage(), e);
        }
    }

    private static IsdAs isd(String text) {
        try {
            return IsdAs.of(Integer.parseInt(text), 0);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected an ISD from 1 to 65535, found \"" + text + '"', e);
        }
    }

    @Override
    public boolean filters() {
        return true;
    }

    @Override
    public <P extends Path> List<P> apply(List<P> paths) {
        Fence current = fence;
        return current == null ? List.of() : paths.stream().filter(current::allows).toList();
    }
}
