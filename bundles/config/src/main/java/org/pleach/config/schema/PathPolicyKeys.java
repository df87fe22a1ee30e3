package org.pleach.config.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Member;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;
import org.pleach.config.tree.Sequence;
import org.pleach.path.IsdAs;
import org.pleach.path.language.Acl;

/** What path policies that come with Pleach are told, in the {@code scion} block. */
final class PathPolicyKeys {

    private static final String PREFERENCE = "path_preference";
    /** Those without effect unless {@code path_preference} names them, which is worth a warning. */
    private static final Set<String> POLICIES = Set.of("acl", "sequence", "ppl", "geofence", "carbon", "sticky");

    private PathPolicyKeys() { }

    static void addTo(Section.Builder scion) {
        RuleType entry = new RuleType("an entry such as \"- 1-ff00:0:110\" or \"+\"", Acl.Entry::parse);
        RuleType sequence = new RuleType("a sequence such as \"0* 1-ff00:0:110 0*\"",
                org.pleach.path.language.Sequence::parse);
        scion.key("acl", ListType.of(entry))
                .key("sequence", sequence)
                .key("ppl", Section.builder()
                        .key("file", FileType.READABLE)
                        .key("policies", JsonType.BLOCK)
                        .key("policy", TextType.ANY)
                        .build())
                .key("geofence", geofence())
                .key("carbon", Section.builder().key("file", FileType.READABLE).build())
                .key("sticky", Section.builder().key("margin", WholeType.from(0, 1000)).build())
                .rule(PathPolicyKeys::check);
    }

    private static Section geofence() {
        ListType isds = ListType.distinct(WholeType.from(1, 65535));
        ListType ases = ListType.distinct(new RuleType("an ISD-AS such as 1-ff00:0:110", IsdAs::parse));
        ListType countries = ListType.distinct(TextType.matching("a country such as CH", "[A-Za-z]{2}"));
        ListType areas = ListType.distinct(TextType.matching(
                "a circle \"LATITUDE,LONGITUDE RADIUSkm\" or a box \"SOUTH,WEST NORTH,EAST\"",
                "\\s*-?[\\d.]+\\s*,\\s*-?[\\d.]+\\s+([\\d.]+\\s*km|-?[\\d.]+\\s*,\\s*-?[\\d.]+)\\s*"));
        return Section.builder()
                .key("allow_isds", isds).key("refuse_isds", isds)
                .key("allow_ases", ases).key("refuse_ases", ases)
                .key("allow_countries", countries).key("refuse_countries", countries)
                .key("allow_areas", areas).key("refuse_areas", areas)
                .key("unknown", ChoiceType.of("refuse", "allow"))
                .build();
    }

    private static Block check(Block scion, Reading reading) {
        if (scion.value("acl") instanceof Sequence list && list.items().stream().allMatch(Scalar.class::isInstance)) {
            checkWhole(list, reading);
        }
        List<String> named = List.of(scion.value(PREFERENCE) instanceof Scalar names
                ? String.valueOf(names.value()).strip().split("\\s*,\\s*") : new String[0]);
        for (Member member : scion.members()) {
            if (POLICIES.contains(member.key()) && !named.contains(member.key())) {
                reading.warn(member.place(), "scion." + member.key() + " has no effect: path_preference does not name \""
                        + member.key() + '"');
            }
        }
        return scion;
    }

    private static void checkWhole(Sequence list, Reading reading) {
        List<String> entries = new ArrayList<>();
        for (Node item : list.items()) {
            entries.add(String.valueOf(((Scalar) item).value()));
        }
        try {
            if (!entries.isEmpty()) {
                Acl.parse(entries);
            }
        } catch (IllegalArgumentException e) {
            reading.refuse(list.place(), "scion." + e.getMessage());
        }
    }
}
