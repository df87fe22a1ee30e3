package org.pleach.shell;

import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pleach.path.PathReporter;

/** {@code pleach:paths}: the SCION paths to every peer. */
@Component(service = PathsCommand.class, property = {"osgi.command.scope=pleach", "osgi.command.function=paths"})
public final class PathsCommand {

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<PathReporter> reporters = List.of();

    /** The paths as text. */
    public String paths() {
        return new PathsView(Instant.now()).of(reporters);
    }
}
