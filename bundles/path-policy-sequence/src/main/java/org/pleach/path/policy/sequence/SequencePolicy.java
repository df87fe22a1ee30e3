package org.pleach.path.policy.sequence;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pleach.path.Path;
import org.pleach.path.PathPolicy;
import org.pleach.path.language.Sequence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves out the paths that are not as the sequence describes them, as {@code scion showpaths --sequence} does; keeps the
 * order. Without a sequence it allows every path, with one that cannot be read none, until there is one that can.
 */
@Component(property = PathPolicy.NAME + "=sequence", configurationPid = "org.pleach.scion")
@Designate(ocd = SequencePolicy.Settings.class)
public final class SequencePolicy implements PathPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(SequencePolicy.class);

    /** Null allows no path. */
    private volatile Sequence sequence;

    /** The keys of the {@code scion} section that this reads. */
    @ObjectClassDefinition(name = "Pleach path policy sequence", description = "The key sequence of the scion section")
    public @interface Settings {
        /** Such as {@code 0* 1-ff00:0:110 0*}. */
        @AttributeDefinition(name = "Sequence", required = false,
                description = "Hop predicates from source to destination, such as \"0* 1-ff00:0:110 0*\"")
        String sequence() default "";
    }

    /** Made by Declarative Services. */
    @Activate
    public SequencePolicy(Settings settings) {
        this(settings.sequence());
    }

    /** @param sequence the expression; the empty one allows everything */
    public SequencePolicy(String sequence) {
        take(sequence);
    }

    @Modified
    void modified(Settings settings) {
        take(settings.sequence());
    }

    private void take(String text) {
        try {
            sequence = Sequence.parse(text);
        } catch (IllegalArgumentException e) {
            LOG.error("Path policy sequence {}: {}", sequence == null ? "allows no path" : "stays as it was",
                    e.getMessage());
        }
    }

    @Override
    public boolean filters() {
        return true;
    }

    @Override
    public <P extends Path> List<P> apply(List<P> paths) {
        Sequence current = sequence;
        return current == null ? List.of() : paths.stream().filter(current::allows).toList();
    }
}
