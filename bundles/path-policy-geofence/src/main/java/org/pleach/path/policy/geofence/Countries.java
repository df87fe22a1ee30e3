package org.pleach.path.policy.geofence;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Countries in civic addresses: the last part behind a comma, as ISO 3166 code or by its English name. {@code Rämistrasse
 * 101, 8092 Zurich, Switzerland} and {@code Zurich, CH} are in CH. Immutable.
 */
final class Countries {

    private final Map<String, String> codes = new HashMap<>();

    Countries() {
        for (String code : Locale.getISOCountries()) {
            codes.put(code.toLowerCase(Locale.ROOT), code);
            codes.put(new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH)
                    .toLowerCase(Locale.ROOT), code);
        }
    }

    /** The two letters of the country in which an address is, or null if it does not say. */
    String of(String address) {
        String last = address.substring(address.lastIndexOf(',') + 1).strip().toLowerCase(Locale.ROOT);
        return codes.get(last);
    }

    /**
     * Checks a code.
     *
     * @throws IllegalArgumentException if there is no such country
     */
    String checked(String code) {
        String known = code.length() == 2 ? codes.get(code.toLowerCase(Locale.ROOT)) : null;
        if (known == null) {
            throw new IllegalArgumentException("expected a country's two letters such as CH, found \"" + code + '"');
        }
        return known;
    }
}
