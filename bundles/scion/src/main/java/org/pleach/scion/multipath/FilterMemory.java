package org.pleach.scion.multipath;

import org.pleach.scion.path.PathRanking;

/** Each route remembers which filters let it pass. */
final class FilterMemory implements PathRanking.Passes<RankedRoute> {

    @Override
    public boolean passed(RankedRoute ranked, String filter) {
        return ranked.route().passed(filter);
    }

    @Override
    public void ruled(RankedRoute ranked, String filter, boolean passes) {
        ranked.route().ruled(filter, passes);
    }
}
