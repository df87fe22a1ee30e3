package org.pleach.path.policy.acl;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pleach.path.Path;
import org.pleach.path.PathPolicy;
import org.pleach.path.language.Acl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves out the paths over interfaces that the access control list refuses; keeps the order. Without a list it allows every
 * path, with one that cannot be read none, until there is one that can.
 */
@Component(property = PathPolicy.NAME + "=acl", configurationPid = "org.pleach.scion")
@Designate(ocd = AclPolicy.Settings.class)
public final class AclPolicy implements PathPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(AclPolicy.class);
    private static final Acl EVERYTHING = Acl.parse(List.of("+"));
    private static final Acl NOTHING = Acl.parse(List.of("-"));

    private volatile Acl acl;

    /** The keys of the {@code scion} section that this reads. */
    @ObjectClassDefinition(name = "Pleach path policy acl", description = "The key acl of the scion section")
    public @interface Settings {
        /** Entries such as {@code - 1-ff00:0:110#2}. */
        @AttributeDefinition(name = "ACL", required = false,
                description = "Entries such as \"- 1-ff00:0:110\"; the first that names an interface decides; \"+\" or \"-\" is the last")
        String[] acl() default {};
    }

    /** Made by Declarative Services. */
    @Activate
    public AclPolicy(Settings settings) {
        this(List.of(settings.acl()));
    }

    /** @param entries in the order in which they are tried; none allows everything */
    public AclPolicy(List<String> entries) {
        acl = NOTHING;
        take(entries);
    }

    @Modified
    void modified(Settings settings) {
        take(List.of(settings.acl()));
    }

    private void take(List<String> entries) {
        try {
            acl = entries.isEmpty() ? EVERYTHING : Acl.parse(entries);
        } catch (IllegalArgumentException e) {
            LOG.error("Path policy acl {}: {}", acl == NOTHING ? "allows no path" : "stays as it was", e.getMessage());
        }
    }

    @Override
    public boolean filters() {
        return true;
    }

    @Override
    public <P extends Path> List<P> apply(List<P> paths) {
        Acl current = acl;
        return paths.stream().filter(current::allows).toList();
    }
}
