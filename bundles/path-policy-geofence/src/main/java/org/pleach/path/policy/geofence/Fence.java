package org.pleach.path.policy.geofence;

import java.util.List;
import java.util.Set;
import org.pleach.path.IsdAs;
import org.pleach.path.Path;
import org.pleach.path.PathInterface;
import org.pleach.path.PathMetadata;
import org.pleach.path.PathMetadata.GeoPosition;

/**
 * Where paths may pass. What is allowed counts if it is not empty: then nothing else is; what is refused counts always.
 *
 * @param ases          ASes, a zero in either part standing for any
 * @param countries     codes of countries
 * @param areas         parts of the earth
 * @param allowsUnknown whether an interface may be where nobody knows
 */
record Fence(Rule<IsdAs> ases, Rule<String> countries, Rule<Area> areas, boolean allowsUnknown) {

    private static final Countries COUNTRIES = new Countries();

    /**
     * @param allowed if not empty, one of these must be met
     * @param refused none of these may be met
     */
    record Rule<T>(Set<T> allowed, Set<T> refused) {

        boolean isEmpty() {
            return allowed.isEmpty() && refused.isEmpty();
        }

        private boolean allows(java.util.function.Predicate<T> met) {
            return (allowed.isEmpty() || allowed.stream().anyMatch(met)) && refused.stream().noneMatch(met);
        }
    }

    boolean allows(Path path) {
        PathMetadata metadata = path.metadata();
        List<PathInterface> ends = metadata.interfaces();
        for (int i = 0; i < ends.size(); i++) {
            GeoPosition place = i < metadata.geo().size() ? metadata.geo().get(i) : GeoPosition.UNKNOWN;
            IsdAs isdAs = ends.get(i).isdAs();
            if (!ases.allows(rule -> matches(rule, isdAs)) || !allowsCountry(place) || !allowsPosition(place)) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(IsdAs rule, IsdAs isdAs) {
        return (rule.isd() == 0 || rule.isd() == isdAs.isd()) && (rule.as() == 0 || rule.as() == isdAs.as());
    }

    private boolean allowsCountry(GeoPosition place) {
        if (countries.isEmpty()) {
            return true;
        }
        String country = COUNTRIES.of(place.address());
        return country == null ? allowsUnknown : countries.allows(country::equals);
    }

    private boolean allowsPosition(GeoPosition place) {
        if (areas.isEmpty()) {
            return true;
        }
        boolean unknown = Float.isNaN(place.latitude()) || Float.isNaN(place.longitude());
        return unknown ? allowsUnknown : areas.allows(area -> area.contains(place));
    }
}
