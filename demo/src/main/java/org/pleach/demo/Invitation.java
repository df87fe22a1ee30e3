package org.pleach.demo;

import org.pleach.rig.ScionCluster;

/** What {@code --stay} tells a person to try. */
final class Invitation {

    private Invitation() { }

    static String text(ScionCluster cluster) {
        int control = cluster.openControl();
        return """
                Running until Ctrl-C. In other terminals:
                  nats sub -s %s 'demo.>'
                  nats pub -s %s demo.hello 'over SCION' --count 1000 --sleep 100ms
                  ./pleach sandbox cut LINK --silent --control %d
                  ./pleach sandbox heal LINK --control %d
                Links: %s
                """.formatted(cluster.second().url(), cluster.first().url(), control, control,
                String.join(", ", cluster.sandbox().topology().links().stream().map(link -> link.name()).toList()));
    }
}
