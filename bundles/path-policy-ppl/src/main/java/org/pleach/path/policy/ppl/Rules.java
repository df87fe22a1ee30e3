package org.pleach.path.policy.ppl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.pleach.path.IsdAs;
import org.pleach.path.Path;
import org.pleach.path.language.Acl;
import org.pleach.path.language.Sequence;

/**
 * A policy with what it extends merged into it. Null stands for what is not there.
 *
 * @param acl      what interfaces are allowed
 * @param sequence how a path must look
 * @param local    the ASes in which a path may start
 * @param remote   where a path may lead
 * @param options  alternatives: those of the greatest weight that allow any path count, and of them all
 */
record Rules(Acl acl, Sequence sequence, List<IsdAs> local, List<Remote> remote, List<Option> options) {

    /** Allows every path. */
    static final Rules NONE = new Rules(null, null, null, null, List.of());

    /**
     * The first one that names the destination decides; if none does, the path is refused.
     *
     * @param isdAs  0 in either part stands for any
     * @param reject whether it refuses
     */
    record Remote(IsdAs isdAs, boolean reject) {
        private boolean names(IsdAs destination) {
            return (isdAs.isd() == 0 || isdAs.isd() == destination.isd())
                    && (isdAs.as() == 0 || isdAs.as() == destination.as());
        }
    }

    /**
     * @param weight the greater, the earlier it is tried
     * @param rules  what it allows, of what the policy it belongs to allows
     */
    record Option(long weight, Rules rules) { }

    /** Sorts the options by weight. */
    Rules {
        options = options.stream().sorted(Comparator.comparingLong(Option::weight).reversed()).toList();
    }

    /** What is not there is taken from {@code base}. */
    Rules over(Rules base) {
        return new Rules(acl == null ? base.acl : acl, sequence == null ? base.sequence : sequence,
                local == null ? base.local : local, remote == null ? base.remote : remote,
                options.isEmpty() ? base.options : options);
    }

    <P extends Path> List<P> filter(List<P> paths) {
        List<P> allowed = paths.stream()
                .filter(path -> local == null || startsRight(path))
                .filter(path -> remote == null || leadsRight(path))
                .filter(path -> acl == null || acl.allows(path))
                .filter(path -> sequence == null || sequence.allows(path))
                .toList();
        return options.isEmpty() ? allowed : filterByOptions(allowed);
    }

    private boolean startsRight(Path path) {
        return !path.source().equals(path.destination()) && local.contains(path.source());
    }

    private boolean leadsRight(Path path) {
        if (path.metadata().interfaces().isEmpty()) {
            return false;
        }
        for (Remote rule : remote) {
            if (rule.names(path.destination())) {
                return !rule.reject;
            }
        }
        return false;
    }

    private <P extends Path> List<P> filterByOptions(List<P> paths) {
        Map<P, Boolean> chosen = new IdentityHashMap<>();
        long weight = options.get(0).weight;
        for (Option option : options) {
            if (option.weight < weight && !chosen.isEmpty()) {
                break;
            }
            weight = option.weight;
            option.rules.filter(paths).forEach(path -> chosen.put(path, true));
        }
        List<P> kept = new ArrayList<>(paths);
        kept.removeIf(path -> !chosen.containsKey(path));
        return kept;
    }
}
