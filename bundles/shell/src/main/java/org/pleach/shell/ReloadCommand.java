package org.pleach.shell;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pleach.config.ConfigRefusedException;
import org.pleach.config.Reload;

/** {@code pleach:reload}: reads the configuration file again, as {@code SIGHUP} does. */
@Component(service = ReloadCommand.class, property = {"osgi.command.scope=pleach", "osgi.command.function=reload"})
public final class ReloadCommand {

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Reload reload;

    /** Reloads and tells what changed, or why it did not. */
    public String reload() {
        Reload available = reload;
        return available == null ? "nothing to reload: the configuration bundle is not active" : outcome(available);
    }

    static String outcome(Reload reload) {
        try {
            List<String> changes = reload.reload();
            return changes.isEmpty() ? "nothing has changed" : String.join("\n", changes);
        } catch (ConfigRefusedException e) {
            return "refused, the old configuration stays:\n" + e.getMessage();
        } catch (IllegalStateException e) {
            return "nothing to reload: " + e.getMessage();
        }
    }
}
