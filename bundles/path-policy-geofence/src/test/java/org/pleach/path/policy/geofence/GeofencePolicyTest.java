package org.pleach.path.policy.geofence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pleach.path.PathMetadata.GeoPosition;

class GeofencePolicyTest {

    private static final GeoPosition ZURICH = new GeoPosition(47.37f, 8.54f, "Ramistrasse 101, Zurich, CH");
    private static final GeoPosition BERLIN = new GeoPosition(52.52f, 13.4f, "Berlin, Germany");
    private static final GeoPosition SUVA = new GeoPosition(-18.1f, 178.4f, "Suva, Fiji");
    private static final TestPath SWISS = TestPath.of("1-1#1 1-2#1 1-2#2 1-3#1").at(ZURICH, ZURICH, ZURICH, ZURICH);
    private static final TestPath OVER_BERLIN = TestPath.of("1-1#2 2-5#1 2-5#2 1-3#2").at(ZURICH, BERLIN, BERLIN, ZURICH);
    private static final TestPath UNKNOWN = TestPath.of("1-1#3 3-559#1 3-559#2 1-3#3")
            .at(ZURICH, GeoPosition.UNKNOWN, GeoPosition.UNKNOWN, ZURICH);
    private static final TestPath OVER_SUVA = TestPath.of("1-1#4 4-7#1 4-7#2 1-3#4").at(ZURICH, SUVA, SUVA, ZURICH);

    private record Told(Map<String, String[]> lists, String geofence_unknown) implements GeofencePolicy.Settings {

        private String[] list(String key) {
            return lists.getOrDefault(key, new String[0]);
        }

        @Override
        public String[] geofence_allow__isds() {
            return list("allow_isds");
        }

        @Override
        public String[] geofence_refuse__isds() {
            return list("refuse_isds");
        }

        @Override
        public String[] geofence_allow__ases() {
            return list("allow_ases");
        }

        @Override
        public String[] geofence_refuse__ases() {
            return list("refuse_ases");
        }

        @Override
        public String[] geofence_allow__countries() {
            return list("allow_countries");
        }

        @Override
        public String[] geofence_refuse__countries() {
            return list("refuse_countries");
        }

        @Override
        public String[] geofence_allow__areas() {
            return list("allow_areas");
        }

        @Override
        public String[] geofence_refuse__areas() {
            return list("refuse_areas");
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return GeofencePolicy.Settings.class;
        }
    }

    private static Told told(String key, String... values) {
        return new Told(Map.of(key, values), "refuse");
    }

    private static List<TestPath> allowed(Told settings) {
        return new GeofencePolicy(settings).apply(List.of(OVER_BERLIN, SWISS, UNKNOWN, OVER_SUVA));
    }

    @Test
    void allowsEverythingWhenToldNothing() {
        assertThat(allowed(new Told(Map.of(), "refuse"))).hasSize(4);
    }

    @Test
    void knowsIsdsAndAses() {
        assertThat(allowed(told("allow_isds", "1"))).containsExactly(SWISS);
        assertThat(allowed(told("refuse_isds", "2", "4"))).containsExactly(SWISS, UNKNOWN);
        assertThat(allowed(told("allow_ases", "1-0", "2-5"))).containsExactly(OVER_BERLIN, SWISS);
        assertThat(allowed(told("refuse_ases", "3-559", "0-7"))).containsExactly(OVER_BERLIN, SWISS);
        assertThat(allowed(new Told(Map.of("allow_isds", new String[] {"1"}, "allow_ases", new String[] {"2-5"}), "refuse")))
                .containsExactly(OVER_BERLIN, SWISS);
    }

    @Test
    void knowsCountriesByCodeAndName() {
        assertThat(allowed(told("allow_countries", "ch"))).containsExactly(SWISS);
        assertThat(allowed(told("allow_countries", "CH", "DE"))).containsExactly(OVER_BERLIN, SWISS);
        assertThat(allowed(told("refuse_countries", "DE"))).containsExactly(SWISS, OVER_SUVA);
    }

    @Test
    void knowsCirclesAndBoxes() {
        assertThat(allowed(told("allow_areas", "47.4,8.5 100km"))).containsExactly(SWISS);
        assertThat(allowed(told("allow_areas", "47.4,8.5 700 km"))).containsExactly(OVER_BERLIN, SWISS);
        assertThat(allowed(told("refuse_areas", "50,10 55,15"))).containsExactly(SWISS, OVER_SUVA);
        assertThat(allowed(told("refuse_areas", "-30,170 0,-170"))).containsExactly(OVER_BERLIN, SWISS);
    }

    @Test
    void whatIsUnknownIsRefusedUnlessAllowed() {
        assertThat(allowed(new Told(Map.of("refuse_countries", new String[] {"DE"}), "allow")))
                .containsExactly(SWISS, UNKNOWN, OVER_SUVA);
        assertThat(allowed(new Told(Map.of("allow_areas", new String[] {"47.4,8.5 100km"}), "allow")))
                .containsExactly(SWISS, UNKNOWN);
    }

    @Test
    void allowsNothingWhenToldNonsenseAndStaysAsItWasOnReload() {
        assertThat(allowed(told("allow_countries", "XX"))).isEmpty();
        assertThat(allowed(new Told(Map.of(), "perhaps"))).isEmpty();
        GeofencePolicy policy = new GeofencePolicy(told("allow_isds", "1"));
        policy.modified(told("allow_areas", "here"));
        assertThat(policy.apply(List.of(OVER_BERLIN, SWISS))).containsExactly(SWISS);
    }

    @Test
    void errorsTellWhatWasExpected() {
        assertThatThrownBy(() -> Area.parse("95,8 10km")).hasMessageContaining("a latitude from -90 to 90, found \"95\"");
        assertThatThrownBy(() -> Area.parse("1,2,3")).hasMessageContaining("SOUTH,WEST NORTH,EAST");
        assertThatThrownBy(() -> new Countries().checked("XX")).hasMessageContaining("two letters such as CH, found \"XX\"");
    }
}
