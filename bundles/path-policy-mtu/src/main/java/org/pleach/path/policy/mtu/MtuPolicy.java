package org.pleach.path.policy.mtu;

import java.util.Comparator;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.pleach.path.Path;
import org.pleach.path.PathPolicy;

/** Greatest MTU first. */
@Component(property = PathPolicy.NAME + "=mtu")
public final class MtuPolicy implements PathPolicy {

    @Override
    public <P extends Path> List<P> apply(List<P> paths) {
        Comparator<P> greatest = Comparator.comparing(path -> path.metadata().mtu(), Comparator.reverseOrder());
        return paths.stream().sorted(greatest).toList();
    }
}
