package org.pleach.path.policy.ppl;

import com.typesafe.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pleach.path.Path;
import org.pleach.path.PathPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves out the paths that a policy in the path policy language does not allow; keeps the order. Without a policy it allows
 * every path, with one that cannot be read none, until there is one that can.
 */
@Component(property = PathPolicy.NAME + "=ppl", configurationPid = "org.pleach.scion")
@Designate(ocd = PplPolicy.Settings.class)
public final class PplPolicy implements PathPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(PplPolicy.class);
    private static final int MAX_FILE = 1 << 20;

    /** Null allows no path. */
    private volatile Rules rules;

    /** The keys of the {@code scion} section that this reads. */
    @ObjectClassDefinition(name = "Pleach path policy ppl", description = "The block ppl of the scion section")
    public @interface Settings {
        /** A file with a policy, or policies by name. */
        @AttributeDefinition(name = "File", description = "JSON file with a policy, or with policies by name",
                required = false)
        String ppl_file() default "";

        /** The same as text. */
        @AttributeDefinition(name = "Policies", description = "The same as JSON text", required = false)
        String ppl_policies() default "";

        /** Which one. */
        @AttributeDefinition(name = "Policy", description = "The name of the policy to apply, if there are several",
                required = false)
        String ppl_policy() default "";
    }

    /** Made by Declarative Services. */
    @Activate
    public PplPolicy(Settings settings) {
        take(settings);
    }

    /**
     * @param document a policy or policies by name, JSON
     * @param name     which one; empty if there is only one
     */
    public PplPolicy(String document, String name) {
        take("policies", document, name);
    }

    @Modified
    void modified(Settings settings) {
        take(settings);
    }

    private void take(Settings settings) {
        String file = settings.ppl_file();
        if (!file.isEmpty() && !settings.ppl_policies().isEmpty()) {
            refused("expected ppl.file or ppl.policies, found both");
            return;
        }
        try {
            take(file.isEmpty() ? "ppl.policies" : file, file.isEmpty() ? settings.ppl_policies() : read(file),
                    settings.ppl_policy());
        } catch (IOException e) {
            refused("cannot read " + file + ": " + e);
        }
    }

    private static String read(String file) throws IOException {
        java.nio.file.Path path = java.nio.file.Path.of(file);
        if (Files.size(path) > MAX_FILE) {
            throw new IOException("expected at most " + MAX_FILE + " bytes, found " + Files.size(path));
        }
        return Files.readString(path);
    }

    private void take(String origin, String document, String name) {
        try {
            rules = document.isBlank() ? Rules.NONE : PolicyDocument.parse(origin, document).policy(name);
        } catch (IllegalArgumentException | ConfigException e) {
            refused(e.getMessage());
        }
    }

    private void refused(String why) {
        LOG.error("Path policy ppl {}: {}", rules == null ? "allows no path" : "stays as it was", why);
    }

    @Override
    public boolean filters() {
        return true;
    }

    @Override
    public <P extends Path> List<P> apply(List<P> paths) {
        Rules current = rules;
        return current == null ? List.of() : current.filter(paths);
    }
}
