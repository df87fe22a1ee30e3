package org.pleach.broker.claims;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pleach.broker.AccountOptions.Destination;
import org.pleach.broker.AccountOptions.Mapping;
import org.pleach.routing.SubjectTransform;

/** Reads an account's subject mappings. */
final class MappingClaims {

    private static final int WHOLE = 100;

    private MappingClaims() { }

    static List<Mapping> of(Fields fields) throws ClaimsException {
        List<Mapping> mappings = new ArrayList<>();
        for (String source : fields.names()) {
            SubjectCheck.check(source, fields.where());
            List<Destination> to = new ArrayList<>();
            Map<String, Long> sums = new HashMap<>();
            for (Fields each : fields.objects(source)) {
                long weight = each.number("weight") == 0 ? WHOLE : each.number("weight");
                String cluster = each.text("cluster");
                if (weight < 0 || weight > WHOLE || sums.merge(cluster, weight, Long::sum) > WHOLE) {
                    throw new ClaimsException(each.where() + ": expected weights of at most 100 % together");
                }
                check(source, each.text("subject"), each.where());
                to.add(new Destination(each.text("subject"), (int) weight, cluster.isEmpty() ? null : cluster));
            }
            if (!to.isEmpty()) {
                mappings.add(new Mapping(source, List.copyOf(to)));
            }
        }
        return List.copyOf(mappings);
    }

    private static void check(String source, String destination, String where) throws ClaimsException {
        try {
            SubjectTransform.of(source, destination);
        } catch (IllegalArgumentException e) {
            throw new ClaimsException(where + ": " + e.getMessage(), e);
        }
    }
}
