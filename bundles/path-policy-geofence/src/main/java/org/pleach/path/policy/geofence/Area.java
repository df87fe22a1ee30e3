package org.pleach.path.policy.geofence;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pleach.path.PathMetadata.GeoPosition;

/** A part of the earth's surface. */
sealed interface Area {

    /** Whether the position, which is known, is in it. */
    boolean contains(GeoPosition position);

    /**
     * Reads {@code LATITUDE,LONGITUDE RADIUSkm} or {@code SOUTH,WEST NORTH,EAST}, in degrees.
     *
     * @throws IllegalArgumentException saying what was expected and what came
     */
    static Area parse(String text) {
        Matcher circle = Circle.FORM.matcher(text);
        Matcher box = Box.FORM.matcher(text);
        try {
            if (circle.matches()) {
                return new Circle(latitude(circle.group(1)), longitude(circle.group(2)),
                        Double.parseDouble(circle.group(3)));
            }
            if (box.matches()) {
                return new Box(latitude(box.group(1)), longitude(box.group(2)), latitude(box.group(3)),
                        longitude(box.group(4)));
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("expected an area \"LATITUDE,LONGITUDE RADIUSkm\" or \"SOUTH,WEST NORTH,EAST\","
                + " found \"" + text + '"');
    }

    private static double latitude(String text) {
        return degrees(text, 90, "a latitude");
    }

    private static double longitude(String text) {
        return degrees(text, 180, "a longitude");
    }

    private static double degrees(String text, int most, String what) {
        double value = Double.parseDouble(text);
        if (Math.abs(value) > most) {
            throw new IllegalArgumentException(
                    "expected " + what + " from -" + most + " to " + most + ", found \"" + text + '"');
        }
        return value;
    }

    /**
     * @param radius in kilometres, along the surface
     */
    record Circle(double latitude, double longitude, double radius) implements Area {

        private static final Pattern FORM =
                Pattern.compile("\\s*(-?[\\d.]+)\\s*,\\s*(-?[\\d.]+)\\s+([\\d.]+)\\s*km\\s*");
        private static final double EARTH_RADIUS = 6371;

        @Override
        public boolean contains(GeoPosition position) {
            double north = Math.toRadians(latitude);
            double other = Math.toRadians(position.latitude());
            double dLatitude = Math.sin((other - north) / 2);
            double dLongitude = Math.sin(Math.toRadians(position.longitude() - longitude) / 2);
            double haversine = dLatitude * dLatitude + Math.cos(north) * Math.cos(other) * dLongitude * dLongitude;
            return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(haversine))) <= radius;
        }
    }

    /** From the south-western corner to the north-eastern one, across the date line if west is greater than east. */
    record Box(double south, double west, double north, double east) implements Area {

        private static final Pattern FORM = Pattern.compile(
                "\\s*(-?[\\d.]+)\\s*,\\s*(-?[\\d.]+)\\s+(-?[\\d.]+)\\s*,\\s*(-?[\\d.]+)\\s*");

        @Override
        public boolean contains(GeoPosition position) {
            double latitude = position.latitude();
            double longitude = position.longitude();
            boolean between = west <= east ? longitude >= west && longitude <= east
                    : longitude >= west || longitude <= east;
            return latitude >= south && latitude <= north && between;
        }
    }
}
