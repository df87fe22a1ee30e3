package org.pleach.shell;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pleach.counters.CounterSource;

/** {@code pleach:counters}: what was lost, retried, refused. */
@Component(service = CountersCommand.class, property = {"osgi.command.scope=pleach", "osgi.command.function=counters"})
public final class CountersCommand {

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<CounterSource> sources = List.of();

    /** Every count that is not zero. */
    public String counters() {
        return new CountersView(false).of(sources);
    }

    /**
     * Every count if asked so.
     *
     * @param which {@code all} for those that are zero too
     */
    public String counters(String which) {
        return which.equals("all") ? new CountersView(true).of(sources)
                : "usage: pleach:counters [all], got \"" + which + '"';
    }
}
